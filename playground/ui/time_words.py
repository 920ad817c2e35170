"""The words of the time machine, in the menu and below the curves."""

from playground.i18n import _

GO_ON = _("Go on from here")
GO_ON_TIP = _("Train on from this epoch, with the settings of now. The run so far is pinned, and undo brings it back.")
PRESENT = _("Back to the present")
PRESENT_TIP = _("Show where the run is now; Play does so, too.")
