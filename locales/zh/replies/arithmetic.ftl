arithmetic-result = { NUMERAL($result) }。
arithmetic-division = 不能除以零。
arithmetic-range = 这没有数字答案。
arithmetic-unclear = 我算不出来。
