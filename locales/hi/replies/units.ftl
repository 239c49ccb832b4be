units-is = { $amount } बराबर { $result }।
units-unclear = मैं यह नहीं निकाल पाया।
