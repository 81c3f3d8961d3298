// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/space/edit/comments.h"

#include <algorithm>
#include <cmath>
#include <set>

#include <fmt/format.h>

#include "core/space/edit/editing.h"
#include "core/space/limits.h"

namespace cw::space {

namespace {

constexpr const char* kComments = "comments";

bool isControl(char c)
{
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && c != '\n' && c != '\t') || byte == 0x7F;
}

bool beginsCharacter(char c)
{
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
}

/// As much of a file's text as is shown.
std::string shownText(const std::string& text)
{
    std::string shown;
    std::size_t characters = 0;
    for (const char c : text) {
        if (isControl(c))
            continue;
        if (beginsCharacter(c) && ++characters > kLongestComment)
            break;
        shown += c;
    }
    return shown;
}

std::string textProblem(const std::string& text)
{
    if (!isUtf8(text))
        return "the comment is not text";
    const auto characters = static_cast<std::size_t>(std::count_if(text.begin(), text.end(), beginsCharacter));
    if (characters > kLongestComment)
        return fmt::format("the comment has at most {} characters, found {}", kLongestComment, characters);
    if (std::any_of(text.begin(), text.end(), isControl))
        return "the comment may not hold control characters";
    return {};
}

const Json* listOf(const Graph& graph)
{
    if (!graph.extra.is_object())
        return nullptr;
    const auto found = graph.extra.find(kComments);
    return found == graph.extra.end() || !found->is_array() ? nullptr : &*found;
}

bool isPair(const Json& item, const char* key)
{
    const auto found = item.find(key);
    return found != item.end() && found->is_array() && found->size() == 2 && (*found)[0].is_number() &&
           (*found)[1].is_number();
}

bool isComment(const Json& item)
{
    if (!item.is_object())
        return false;
    const auto text = item.find("text");
    return text != item.end() && text->is_string() && isPair(item, "at");
}

/// Where in the file's list the comments stand.
std::vector<std::size_t> placesIn(const Json& list)
{
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < list.size() && places.size() < kMaxComments; ++i) {
        if (isComment(list[i]))
            places.push_back(i);
    }
    return places;
}

CommentBox boxOf(const Json& item)
{
    const auto number = [&](const char* key, std::size_t i, double low, double high) {
        return std::clamp(item[key][i].get<double>(), low, high);
    };
    CommentBox box{.x = number("at", 0, -kMaxPosition, kMaxPosition),
                   .y = number("at", 1, -kMaxPosition, kMaxPosition)};
    if (isPair(item, "size")) {
        box.width = number("size", 0, kLeastComment, kLargestComment);
        box.height = number("size", 1, kLeastComment, kLargestComment);
    }
    return box;
}

void setBox(Json& item, const CommentBox& box)
{
    item["at"] = Json::array({box.x, box.y});
    item["size"] = Json::array({std::clamp(box.width, kLeastComment, kLargestComment),
                                std::clamp(box.height, kLeastComment, kLargestComment)});
}

Json toJson(const Comment& comment)
{
    Json item = Json::object();
    item["text"] = comment.text;
    setBox(item, comment.box);
    return item;
}

/// The same comment elsewhere, with its unknown keys.
Json shifted(const Json& item, CanvasPoint shift)
{
    CommentBox box = boxOf(item);
    box.x = std::clamp(box.x + shift.x, -kMaxPosition, kMaxPosition);
    box.y = std::clamp(box.y + shift.y, -kMaxPosition, kMaxPosition);
    Json copy = item;
    setBox(copy, box);
    return copy;
}

std::string boxProblem(const CommentBox& box)
{
    if (!(std::abs(box.x) <= kMaxPosition && std::abs(box.y) <= kMaxPosition))
        return fmt::format("the canvas ends {} units from its middle", kMaxPosition);
    if (!std::isfinite(box.width) || !std::isfinite(box.height))
        return "a comment has a width and a height";
    return {};
}

std::size_t textIn(const SearchSpace& space)
{
    std::size_t bytes = 0;
    forEachGraph(space, [&](const Graph& graph) {
        const Json* list = listOf(graph);
        if (list == nullptr)
            return;
        for (const Json& item : *list)
            bytes += isComment(item) ? item["text"].get_ref<const std::string&>().size() : 0;
    });
    return bytes;
}

Result<Done> checkText(const SearchSpace& space, std::size_t more)
{
    if (textIn(space) + more > kMaxCommentText)
        return refusal(fmt::format("the comments of a space hold at most {} KB of text", kMaxCommentText >> 10));
    return Done{};
}

/// The file's list, to be changed, and where the comments stand in it.
struct Editable {
    Json* list = nullptr;
    std::vector<std::size_t> places;

    Json* find(int comment) const
    {
        const auto index = static_cast<std::size_t>(comment);
        return comment < 0 || index >= places.size() ? nullptr : &(*list)[places[index]];
    }
};

Result<Editable> commentsToEdit(SearchSpace& space, const GraphAddress& at)
{
    const auto graph = graphToEdit(space, at);
    if (!graph)
        return graph.error();
    if (listOf(**graph) == nullptr)
        return Editable{};
    Json& list = (*graph)->extra[kComments];
    return Editable{&list, placesIn(list)};
}

Error gone()
{
    return refusal("there is no such comment here any more");
}

/// `moved`: their text is in the space already.
Result<Done> append(SearchSpace& space, const GraphAddress& at, const std::vector<Json>& items, bool moved = false)
{
    if (items.empty())
        return Done{}; // an empty list in the file would be an edit
    std::size_t bytes = 0;
    for (const Json& item : items)
        bytes += item["text"].get_ref<const std::string&>().size();
    if (auto room = moved ? Result<Done>(Done{}) : checkText(space, bytes); !room)
        return room;
    const auto graph = graphToEdit(space, at);
    if (!graph)
        return graph.error();
    const Json* list = listOf(**graph);
    if (list == nullptr && (*graph)->extra.is_object() && (*graph)->extra.contains(kComments))
        return refusal(R"(the file keeps something else under "comments", which would be lost)");
    const std::size_t there = list == nullptr ? 0 : placesIn(*list).size();
    if (there + items.size() > kMaxComments)
        return refusal(fmt::format("a drawing has at most {} comments", kMaxComments));
    Json& extra = (*graph)->extra;
    if (!extra.is_object())
        extra = Json::object();
    Json& target = list == nullptr ? extra[kComments] = Json::array() : extra[kComments];
    for (const Json& item : items)
        target.push_back(item);
    return Done{};
}

} // namespace

std::vector<Comment> commentsOf(const Graph& graph)
{
    std::vector<Comment> comments;
    const Json* list = listOf(graph);
    if (list == nullptr)
        return comments;
    for (const std::size_t place : placesIn(*list)) {
        const Json& item = (*list)[place];
        comments.push_back({shownText(item["text"].get_ref<const std::string&>()), boxOf(item)});
    }
    return comments;
}

Result<Done> addComment(SearchSpace& space, const GraphAddress& at, const Comment& comment)
{
    for (const std::string& problem : {textProblem(comment.text), boxProblem(comment.box)}) {
        if (!problem.empty())
            return refusal(problem);
    }
    return append(space, at, {toJson(comment)});
}

Result<Done> setCommentText(SearchSpace& space, const GraphAddress& at, int comment, const std::string& text)
{
    if (const std::string problem = textProblem(text); !problem.empty())
        return refusal(problem);
    if (auto room = checkText(space, text.size()); !room)
        return room;
    const auto comments = commentsToEdit(space, at);
    if (!comments)
        return comments.error();
    Json* item = comments->find(comment);
    if (item == nullptr)
        return gone();
    (*item)["text"] = text;
    return Done{};
}

Result<Done> placeComments(SearchSpace& space, const GraphAddress& at, const std::map<int, CommentBox>& boxes)
{
    const auto comments = commentsToEdit(space, at);
    if (!comments)
        return comments.error();
    for (const auto& [comment, box] : boxes) {
        if (const std::string problem = boxProblem(box); !problem.empty())
            return refusal(problem);
        if (comments->find(comment) == nullptr)
            return gone();
    }
    for (const auto& [comment, box] : boxes)
        setBox(*comments->find(comment), box);
    return Done{};
}

Result<Done> removeComments(SearchSpace& space, const GraphAddress& at, const std::vector<int>& comments)
{
    const auto there = commentsToEdit(space, at);
    if (!there)
        return there.error();
    std::set<std::size_t> places;
    for (const int comment : comments) {
        if (there->find(comment) == nullptr)
            return gone();
        places.insert(there->places[static_cast<std::size_t>(comment)]);
    }
    for (auto place = places.rbegin(); place != places.rend(); ++place)
        there->list->erase(*place);
    if (there->list != nullptr && there->list->empty())
        graphAt(space, at)->extra.erase(kComments);
    return Done{};
}

Result<Done> duplicateComments(SearchSpace& space, const GraphAddress& at, const std::vector<int>& comments,
                               CanvasPoint shift)
{
    const auto there = commentsToEdit(space, at);
    if (!there)
        return there.error();
    std::vector<Json> copies;
    for (const int comment : comments) {
        const Json* item = there->find(comment);
        if (item == nullptr)
            return gone();
        copies.push_back(shifted(*item, shift));
    }
    return append(space, at, copies);
}

Result<Done> addCommentsOf(SearchSpace& space, const GraphAddress& at, const Graph& other, CanvasPoint shift,
                           bool moved)
{
    std::vector<Json> copies;
    if (const Json* list = listOf(other)) {
        for (const std::size_t place : placesIn(*list))
            copies.push_back(shifted((*list)[place], shift));
    }
    return append(space, at, copies, moved);
}

void giveComments(Graph& graph, const std::vector<Comment>& comments)
{
    if (comments.empty())
        return;
    Json list = Json::array();
    for (const Comment& comment : comments)
        list.push_back(toJson(comment));
    graph.extra[kComments] = std::move(list);
}

void forgetComments(Graph& graph)
{
    if (graph.extra.is_object())
        graph.extra.erase(kComments);
}

} // namespace cw::space
