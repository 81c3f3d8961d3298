// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/told_store.h"

#include "core/base/assert.h"

namespace cw::run {

const estimate::ToldResult& ToldStore::View::at(std::size_t i) const
{
    CW_ASSERT(i < m_size);
    return *(*(*m_spine)[i / kChunk])[i % kChunk];
}

void ToldStore::append(std::shared_ptr<const estimate::ToldResult> result)
{
    if (m_size % kChunk == 0) {
        // Views keep the old spine; copying it once per chunk is cheap.
        auto longer = std::make_shared<Spine>(*m_spine);
        longer->push_back(std::make_shared<Chunk>());
        m_spine = std::move(longer);
    }
    (*(*m_spine)[m_size / kChunk])[m_size % kChunk] = std::move(result);
    ++m_size;
}

ToldStore::View ToldStore::view() const
{
    View view;
    view.m_spine = m_spine;
    view.m_size = m_size;
    return view;
}

} // namespace cw::run
