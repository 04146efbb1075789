"""The queues: what takes seconds; mock inspections, which take minutes; scans, which take hours. None holds another up."""

QUICK, MOCKS, SCANS = "default", "mocks", "scans"
TITLES = {QUICK: "探测、提醒和邮件", MOCKS: "模拟检查", SCANS: "巡查"}
