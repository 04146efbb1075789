"""What goes out by mail, and what comes back.

outbox     messages wait, are sent once, are tried again
smtp       one message over one connection
quiet      when a mail may go out
rounds     one round over what waits, on any channel
digests    rectification notices per unit
period     monthly and quarterly reports
take_back  a unit's filled-in workbook moves its cases
mailbox    a folder such workbooks and mails are dropped into
"""
