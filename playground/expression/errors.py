"""What is wrong with a formula, and where."""

from playground.i18n import Text, _


class ExpressionError(ValueError):
    """A formula that can't be used; `message` says why, `column` where (from 0)."""

    def __init__(self, message: Text, column: int) -> None:
        super().__init__(message, column)
        self.message, self.column = message, column

    def __str__(self) -> str:
        return str(self.message)

    @property
    def located(self) -> Text:
        """The message and the place, counted from 1 as people do."""
        return _("{message} (at character {place})", message=self.message, place=self.column + 1)
