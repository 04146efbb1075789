"""The two queues: what takes seconds, and scans, which take hours and must not hold it up (settings.TASKS)."""

QUICK, SCANS = "default", "scans"
TITLES = {QUICK: "探测、提醒、邮件和模拟检查", SCANS: "巡查"}
