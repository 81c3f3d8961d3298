// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <deque>

#include "core/estimate/estimator.h"

namespace cw::test {

/// What was told, as a list.
class ToldList final : public estimate::Told {
public:
    std::size_t size() const override { return m_size; }
    const estimate::ToldResult& at(std::size_t i) const override { return (*m_all)[i]; }
    void add(estimate::ToldResult result)
    {
        m_all->push_back(std::move(result));
        m_size = m_all->size();
    }
    /// The first `size` of them.
    ToldList beginning(std::size_t size) const
    {
        ToldList shorter = *this;
        shorter.m_size = size;
        return shorter;
    }

private:
    std::shared_ptr<std::deque<estimate::ToldResult>> m_all = std::make_shared<std::deque<estimate::ToldResult>>();
    std::size_t m_size = 0;
};

} // namespace cw::test
