alarms-ask-time = कितने बजे के लिए?
alarms-set = { $day ->
    [today] आज { $time } का अलार्म लगा दिया।
    [tomorrow] कल { $time } का अलार्म लगा दिया।
   *[other] { $date } को { $time } का अलार्म लगा दिया।
}
alarms-set-repeating = { $often ->
    [daily] रोज़ { $time } का अलार्म लगा दिया।
    [workdays] सोमवार से शुक्रवार { $time } का अलार्म लगा दिया।
   *[other] हर { $days } { $time } का अलार्म लगा दिया।
}
alarms-past = वह समय बीत चुका है। कितने बजे के लिए?
alarms-none = ऐसा कोई अलार्म नहीं है।
alarms-count = { $count ->
    [one] एक अलार्म है:
   *[other] { $count } अलार्म हैं:
}
alarms-one = { $day ->
    [today] आज { $time }।
    [tomorrow] कल { $time }।
   *[other] { $date } को { $time }।
}
alarms-one-repeating = { $often ->
    [daily] रोज़ { $time }।
    [workdays] सोमवार से शुक्रवार { $time }।
   *[other] हर { $days } { $time }।
}
alarms-which = कौन सा अलार्म: { $choices }?
alarms-removed = { $count ->
    [one] { $time } का अलार्म हटा दिया।
   *[other] { $count } अलार्म हटा दिए।
}
alarms-ring = { $named ->
    [yes] { $due } हो गए: { $label }।
   *[no] { $due } हो गए। यह आपका अलार्म है।
}
alarms-missed = { $named ->
    [yes] आपका { $due } का अलार्म छूट गया: { $label }।
   *[no] आपका { $due } का अलार्म छूट गया।
}
alarms-action-set = अलार्म लगाना
alarms-action-query = अलार्म के बारे में जानना
alarms-action-remove = अलार्म हटाना
alarms-action-remove-all = सभी { $count } अलार्म हटाना
alarms-snoozed = फिर { $time } पर।
alarms-nothing-rang = अभी कुछ नहीं बजा।
