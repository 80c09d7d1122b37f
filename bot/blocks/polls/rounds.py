"""Two rounds of a poll side by side: vote, discuss, vote again."""

from __future__ import annotations

from bot.blocks.mrkdwn import Block, fitting, section
from bot.blocks.times import titled
from bot.services.polls.rounds import Comparison, Shift, signed

_GAIN = "Of those who did not have it right before, {share} % have it now (normalised gain {gain})."
_LOSS = "Fewer have it right than before."


def comparison(found: Comparison) -> list[Block]:
    """The shift of each option, and what became of the right answer; two or three blocks, whatever the options."""
    head = f"*Both rounds*  ({found.voters_before:,} voted in the first, {found.voters_after:,} in the second)"
    lines = [f"\n{_line(shift)}" for shift in found.shifts]
    right = _right(found)
    blocks = [section(head + "".join(fitting(lines, 2_800)))]
    return blocks + ([section(right)] if right else [])


def _line(shift: Shift) -> str:
    """ "✓ Xen  48 % → 76 %  *+28*" """
    mark = "✓ " if shift.correct else ""
    name, after = titled(shift.text, 50), shift.after
    if shift.before is None:
        return f"{mark}{name}:  {after} %  _new in this round_"
    arrow = "▲" if (shift.points or 0) > 0 else "▼" if (shift.points or 0) < 0 else "•"
    return f"{mark}{name}:  {shift.before} % → {after} %  {arrow} *{signed(shift.points or 0)}*"


def _right(found: Comparison) -> str:
    """How many had it right before and after."""
    if found.mean_before is not None and found.mean_after is not None:
        change = round(found.mean_after - found.mean_before, 2)
        sign = "+" if change > 0 else "−" if change < 0 else "±"
        return f"*Mean:* {found.mean_before:.1f} → {found.mean_after:.1f}  ({sign}{abs(change):g})"
    if found.right_before is None or found.right_after is None:
        return ""
    before, after = round(100 * found.right_before), round(100 * found.right_after)
    return f"*Right:* {before} % → {after} %. {_gain(found)}".rstrip()


def _gain(found: Comparison) -> str:
    gain = found.gain
    if gain is None:
        return "Everybody had it right in the first round already."
    if gain < 0:
        return _LOSS
    return _GAIN.format(share=round(100 * gain), gain=f"{gain:.2f}")


def spoken(found: Comparison) -> str:
    """The same in plain words, escaped: for notifications and screen readers."""
    told = "; ".join(_line(shift).replace("*", "").replace("✓", "right:") for shift in found.shifts)
    return f"First round and second: {told}."
