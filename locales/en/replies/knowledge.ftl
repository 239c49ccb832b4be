knowledge-off = I have nothing to look that up in. Install WordNet, or allow Wikipedia under skills.knowledge in the settings.
knowledge-unknown = I found nothing about that.
knowledge-unreachable = I cannot look that up right now.
knowledge-sense = { $part ->
    [verb] To { $word }: { $gloss }.
    [adj] { $word }, an adjective: { $gloss }.
    [adv] { $word }, an adverb: { $gloss }.
   *[noun] { $word }: { $gloss }.
}
knowledge-article = According to Wikipedia: { $text }
knowledge-model = The language model says: { $text }
knowledge-action-word = say what that means
knowledge-action-fact = look that up
