"""What other systems are told, as it happens.

payload    one event as JSON
announce   writes it into the outbox, in the transaction of what happened
signed     one POST with HMAC-SHA-256
chat       one message to a group robot, through Apprise (an extra)
delivery   what waits goes out, each event once
"""
