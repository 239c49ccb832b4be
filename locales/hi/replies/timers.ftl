timers-ask-time = कितनी देर के लिए?
timers-started = { $named ->
    [yes] { $label } का टाइमर शुरू: { $length }।
   *[no] { $length } का टाइमर लगा दिया।
}
timers-none = कोई टाइमर नहीं चल रहा है।
timers-left = { $named ->
    [yes] { $label } के टाइमर में { $left } बाकी हैं।
   *[no] { $left } बाकी हैं।
}
timers-which = कौन सा टाइमर: { $choices }?
timers-cancelled = { $count ->
    [one] टाइमर रद्द कर दिया।
   *[other] { $count } टाइमर रद्द कर दिए।
}
timers-ring = { $named ->
    [yes] { $label } का टाइमर पूरा हो गया।
   *[no] { $length } का टाइमर पूरा हो गया।
}
timers-missed = { $named ->
    [yes] { $label } का टाइमर { $due } पर पूरा हुआ, जब मैं बंद था।
   *[no] { $length } का टाइमर { $due } पर पूरा हुआ, जब मैं बंद था।
}
timers-action-create = टाइमर लगाना
timers-action-query = टाइमर के बारे में जानना
timers-action-remove = टाइमर रद्द करना
timers-action-remove-all = सभी { $count } टाइमर रद्द करना
