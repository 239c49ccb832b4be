calendar-ask-event_name = उसका नाम क्या है?
calendar-ask-time = कितने बजे?
calendar-past = वह समय बीत चुका है। कितने बजे?
calendar-set = { $day ->
    [today] आज { $time }: { $name }। मैं याद दिलाऊँगा।
    [tomorrow] कल { $time }: { $name }। मैं याद दिलाऊँगा।
   *[other] { $date } को { $time }: { $name }। मैं याद दिलाऊँगा।
}
calendar-empty = आपके कैलेंडर में ऐसा कुछ नहीं है।
calendar-count = { $count ->
    [one] एक कार्यक्रम है:
   *[other] { $count } कार्यक्रम हैं:
}
calendar-one = { $day ->
    [today] आज { $time } { $name }।
    [tomorrow] कल { $time } { $name }।
   *[other] { $date } को { $time } { $name }।
}
calendar-which = कौन सा: { $choices }?
calendar-removed = { $names }: कैलेंडर से हटा दिया।
calendar-ring = { $named ->
    [yes] याद दिला दूँ: { $label }।
   *[no] यह आपका रिमाइंडर है।
}
calendar-missed = { $named ->
    [yes] जब मैं बंद था, { $due } पर: { $label }।
   *[no] जब मैं बंद था, { $due } पर आपका रिमाइंडर था।
}
calendar-action-set = इसे कैलेंडर में लिखना
calendar-action-query = कैलेंडर देखना
calendar-action-remove = इसे कैलेंडर से हटाना
calendar-action-remove-all = { $which ->
    [name] “{ $name }” नाम का सब कुछ कैलेंडर से हटाना
    [day] { $date } का सब कुछ कैलेंडर से हटाना
    [days] { $date } से { $until } तक का सब कुछ कैलेंडर से हटाना
   *[all] कैलेंडर से सब कुछ हटाना
}
calendar-all-day = { $day ->
    [today] { $name } आज।
    [tomorrow] { $name } कल।
   *[other] { $name } { $date } को।
}
calendar-not-shared = मैं इसे आपके साझा कैलेंडर में नहीं डाल पाया।
calendar-read-only = { $names }: वह कैलेंडर मैं केवल पढ़ सकता हूँ।
calendar-unreachable = मैं अभी आपके एक कैलेंडर तक नहीं पहुँच पा रहा हूँ।
