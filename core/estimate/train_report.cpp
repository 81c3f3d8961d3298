// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimate/trainer.h"

namespace cw::estimate {

Json toJson(const TrainRequest& request)
{
    return {{"dataset", request.dataset},
            {"fidelity", toJson(request.fidelity)},
            {"settings", request.settings.json()},
            {"threads", request.threads},
            {"device", request.device},
            {"max_steps", request.maxSteps},
            {"test", request.test},
            {"seed", request.seed}};
}

Json toJson(const TrainReport& report)
{
    Json epochs = Json::array();
    for (const EpochReport& epoch : report.epochs) {
        epochs.push_back({{"train_loss", encodeNumber(epoch.trainLoss)},
                          {"valid_accuracy", encodeNumber(epoch.validAccuracy)},
                          {"valid_loss", encodeNumber(epoch.validLoss)}});
        if (epoch.validPerplexity)
            epochs.back()["valid_perplexity"] = encodeNumber(*epoch.validPerplexity);
    }
    Json json{{"parameters", report.parameters},
              {"macs", report.macs},
              {"images_per_second", encodeNumber(report.imagesPerSecond)},
              {"epochs", std::move(epochs)}};
    if (report.testAccuracy)
        json["test_accuracy"] = encodeNumber(*report.testAccuracy);
    if (report.testPerplexity)
        json["test_perplexity"] = encodeNumber(*report.testPerplexity);
    return json;
}

} // namespace cw::estimate
