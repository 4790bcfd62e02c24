"""What forms that are sent out as workbooks bear, so that they are known when they come back."""

MARK_SHEET = "yport"
"""The hidden sheet: in each row the name of a fact and the fact."""

ACTUALS_FORM = "yport/form-actuals/v1"
PLAN_FORM = "yport/form-plan/v1"

MARK_FORM, MARK_PLAN, MARK_FOR, MARK_EXPLAINS = "form", "plan", "for", "explains"
"""What the form is, the id of its plan, whom it was made for, and the sheet that explains it."""
