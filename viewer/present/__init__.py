"""Values in words: dates, ages, names, amounts, doses, statuses, and the full detail of any resource. Pure.

Nothing here raises on content: what cannot be worded is shown as it was sent, and says so.
"""
