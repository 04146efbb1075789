"""The rectification ledger 整改台账: findings become cases, cases change hands, and close on proof."""
