"""Questions as a table (CSV): one row a question, for spreadsheets and for other programs.

The columns, of which only `question` must be there; those with a number come once a choice:

| column | what stands in it |
|---|---|
| `id`, `name`, `category` | words; a category's parts are parted by `/` |
| `kind` | `choice`, `multiple`, `true_false`, `short`, `numerical`, `matching`, `ordering`, `cloze`, `essay`, `description`; told by the answers where it is empty |
| `question` | what is asked; `[[1]]` is the first blank of a cloze text |
| `markup` | how the row is written: `plain`, `markdown`, `html` or `moodle`; one cell may say its own as `[html]` before its words |
| `choice 1` | a choice, an accepted answer, an item in its right order, the left side of a pair, or a number such as `3:0.5` (`*` is any other) |
| `match 1` | the right side of a pair |
| `weight 1` | its part of the points in percent, -100 to 100 |
| `feedback 1` | what is said to who takes it |
| `gap 1` | which blank it belongs to, such as `1 choice`, `2 short`, `2 short 3 case` (3 points, capitals count) |
| `answer` | only read: the right choices by letter, number or words, parted by `;`, as other programs write them |
| `explanation`, `if right`, `if partly right`, `if wrong` | what is said afterwards |
| `points`, `shuffle`, `case sensitive` | a number; `yes` or `no` |
| `tags` | parted by `;` |
| `difficulty`, `source` | 0 to 1; words |

No cell is a formula: one that would be gets an apostrophe before it, which is taken off again.
"""

from knowledge.exchange.csv_table.reading import read_csv
from knowledge.exchange.csv_table.writing import write_csv

__all__ = ["read_csv", "write_csv"]
