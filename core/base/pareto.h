// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

namespace cw {

/// The values of one candidate by several objectives, oriented: larger is better. No NaN.
using Scores = std::vector<double>;

/// At least as good by every objective and better by one.
bool dominates(const Scores& a, const Scores& b);

/// For each point its front: 0 is dominated by none, 1 only by points of front 0, and so on.
/// Paper: Deb, Pratap, Agarwal and Meyarivan, IEEE TEC 2002, section III-A (fast non-dominated sort)
std::vector<int> nonDominatedRanks(const std::vector<Scores>& points);

/// For each of `front` (indices into `points`, all of one front) how far apart its neighbours are, summed over the
/// objectives, each in units of the front's range; infinite at both ends of every objective.
/// Paper: Deb et al. 2002, section III-B
std::vector<double> crowdingDistances(const std::vector<Scores>& points, const std::vector<std::size_t>& front);

/// The volume that the points dominate above `reference`; a point that is not above it by every objective adds none.
/// Exact. Two objectives take a sweep, O(n log n); more are sliced by the last objective, each slice by what a point
/// alone dominates.
/// Paper: While, Bradstreet and Barone, "A Fast Way of Calculating Exact Hypervolumes", IEEE TEC 2012 (WFG)
double hypervolume(const std::vector<Scores>& points, const Scores& reference);
/// What `point` adds to the hypervolume of `others`.
double hypervolumeOf(const Scores& point, const std::vector<Scores>& others, const Scores& reference);

/// The points that no other told so far dominates, kept up to date point by point. Of points with equal scores the
/// first stays.
/// Determinism: the front does not depend on the order of insertion, but for which of equals stays
class ParetoArchive {
public:
    struct Point {
        std::int64_t id = 0;
        Scores scores;

        bool operator==(const Point&) const = default;
    };

    /// Without a reference there is no hypervolume.
    explicit ParetoArchive(Scores reference = {})
        : m_reference(std::move(reference))
    {
    }

    /// Whether the point is on the front now; those it dominates are gone. False for a NaN. All points have as many
    /// scores.
    bool insert(std::int64_t id, Scores scores);
    /// Best by the first objective first, then by the second, and so on.
    const std::vector<Point>& front() const { return m_front; }

    /// Of the front above the reference, without recomputing it: insert() adds what the new point adds. 0 without a
    /// reference.
    double hypervolume() const { return m_hypervolume; }
    const Scores& reference() const { return m_reference; }
    /// Recomputes the hypervolume.
    void setReference(Scores reference);

private:
    bool insertOfTwo(std::int64_t id, Scores&& scores);
    bool insertOfMany(std::int64_t id, Scores&& scores);

    Scores m_reference;
    std::vector<Point> m_front;
    double m_hypervolume = 0;
};

} // namespace cw
