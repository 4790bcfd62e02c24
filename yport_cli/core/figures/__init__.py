"""What is computed from a plan and its ledger."""
