// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <vector>

#include "core/estimate/estimator.h"

namespace cw::run {

/// The results told so far, as a growing list of which any beginning can be shared with a worker: a view costs two
/// words, because chunks never move and a view never looks past its size.
/// Candidates answered from memory are not in it again: their first trial is.
/// Thread: append() and view() by the coordinator; views by any thread once handed over under a lock
class ToldStore {
    static constexpr std::size_t kChunk = 256;
    using Chunk = std::array<std::shared_ptr<const estimate::ToldResult>, kChunk>;
    using Spine = std::vector<std::shared_ptr<Chunk>>;

public:
    /// The first `size` results, for as long as anybody holds it.
    class View final : public estimate::Told {
    public:
        View() = default;
        std::size_t size() const override { return m_size; }
        const estimate::ToldResult& at(std::size_t i) const override;

    private:
        friend class ToldStore;
        std::shared_ptr<const Spine> m_spine;
        std::size_t m_size = 0;
    };

    void append(std::shared_ptr<const estimate::ToldResult> result);
    View view() const;

private:
    std::shared_ptr<const Spine> m_spine = std::make_shared<const Spine>();
    std::size_t m_size = 0;
};

} // namespace cw::run
