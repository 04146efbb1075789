"""A manuscript with one error, and the profile of the site it is written for."""

PROFILE = """
name = "示范区人民政府"
start = ["http://www.example.gov.cn/"]
[[leaders]]
name = "沈家毫"
title = "区委副书记、区长"
"""
LINE = "各单位要认真贯彻落实会议精神，按步就班推进各项工作。"
