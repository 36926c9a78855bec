/// What the codes of this module mean. Codes are stable: a code keeps its meaning for ever.
public enum TablesCatalogue {
  public static let explanations: [CodeExplanation] = refusals + cells + notes

  private static let refusals = [
    CodeExplanation(
      code: "D101", title: "The file is not a table",
      text: """
        Often the wrong file was named, or a spreadsheet was saved in its own format. The file is \
        empty, a workbook, an archive, a picture, a web page, or not text at all. Open it in the \
        program it belongs to, save or export the table as CSV, and read that file.
        """),
    CodeExplanation(
      code: "D102", title: "The file is not valid UTF-8",
      text: """
        Spreadsheet programs on some systems save text in an older encoding, in which an accented \
        letter is a byte that UTF-8 does not allow, or in UTF-16. Numbers would be right, but \
        names and labels could be wrong, so nothing is guessed. Save the file as UTF-8 ("CSV \
        UTF-8" in spreadsheet programs), or convert it: iconv -f LATIN1 -t UTF-8 old.csv > new.csv
        """),
    CodeExplanation(
      code: "D103", title: "There is a NUL byte in the file",
      text: """
        A copy that was interrupted, or a disk or memory card that failed, can leave zero bytes \
        in a text file; so can a file that is not text. Export the file again from where it came.
        """),
    CodeExplanation(
      code: "D105", title: "A row has more or fewer cells than there are columns",
      text: """
        Most often a cell contains the separator, such as a note with a comma: put quotes around \
        that cell. Or the last cells of a row are missing together with their separators: write \
        a separator for every empty cell. A row is never filled up or cut, because then values \
        could end up in the wrong column.
        """),
    CodeExplanation(
      code: "D106", title: "Two columns have the same name",
      text: """
        This happens when columns are copied or two tables are put side by side. It would be a \
        guess which of the two is meant: rename or delete one. Capital and small letters differ.
        """),
    CodeExplanation(
      code: "D107", title: "A column has no name",
      text: """
        A spreadsheet writes an empty column when one of its cells was once used, and some \
        programs write row numbers without a name. Give the column a name, or delete it.
        """),
    CodeExplanation(
      code: "D108", title: "A quote is never closed",
      text: """
        A cell that begins with a quote goes on, over line breaks too, until the next quote. Here \
        the end of the file came first. Often it is an inch mark or a quote that was typed by \
        hand. Close the quote, remove it, or, to begin a cell with a quote, write it as \"\"\"word\"\"\".
        """),
    CodeExplanation(
      code: "D109", title: "There is text after a closing quote",
      text: """
        After the quote that closes a cell only the separator or the end of the line may come. \
        Write "" for a quote inside a quoted cell. When the place looks right, a quote is missing \
        further up: the message says on which line the cell began.
        """),
    CodeExplanation(
      code: "D110", title: "There is a quote inside a cell that does not begin with one",
      text: """
        Often a space stands before the quote, or an inch mark was typed. Remove it, or put \
        quotes around the whole cell and write the one inside twice: "a ""good"" night".
        """),
    CodeExplanation(
      code: "D111", title: "It is not clear what separates the columns",
      text: """
        More than one of comma, semicolon and tab divides the column names and all rows alike, \
        so that each gives a different table. Put quotes around the cells that contain the others.
        """),
    CodeExplanation(
      code: "D112", title: "It is not clear whether a comma is a decimal mark",
      text: """
        In a file separated by semicolons or tabs 1,5 is read as one and a half. But here other \
        numbers have a decimal point, or every comma could as well separate thousands, as in \
        1,234. Write decimals with a point, and no mark between thousands.
        """),
    CodeExplanation(
      code: "D113", title: "There is a carriage return in the middle of a line",
      text: """
        Files from different systems were probably joined, or a text was pasted into a cell. Lines \
        may end with LF, CRLF or, in the whole file, a lone CR, but not with several of these so \
        that it is unclear where a row ends. Convert the line ends, or quote the cell.
        """),
  ]

  private static let cells = [
    CodeExplanation(
      code: "D104", title: "A value is not of the kind that is needed",
      text: """
        A number was written as a word ("two"), with its unit ("2 h"), with a mark such as "<1" \
        or "1,234", or a date in another order. Write whole numbers and numbers with digits and a \
        decimal point, dates as 2025-02-03. Leave the cell empty, or write NA, where the value is \
        not known; never write 0 for it.
        """),
    CodeExplanation(
      code: "D114", title: "A value is not one of the levels",
      text: """
        Usually a spelling: "Placebo" and "placebo" are two labels. Correct the cell, or add the \
        value to the levels that were given. Every level may be given only once.
        """),
    CodeExplanation(
      code: "D115", title: "There is no such column",
      text: """
        The name is compared letter by letter, capital and small letters differ. The hint lists \
        the columns the file has. If it lists what should be data, the line of column names is \
        missing from the file.
        """),
  ]

  private static let notes = [
    CodeExplanation(
      code: "D120", title: "A byte-order mark was passed over",
      text: "Spreadsheet programs begin UTF-8 files with this mark. Nothing is to be done."),
    CodeExplanation(
      code: "D121", title: "Lines end with a lone carriage return",
      text: "Old Macintosh programs wrote files so. They are read; nothing is to be done."),
    CodeExplanation(
      code: "D122", title: "A character other than the comma separates the columns",
      text: """
        The column names and rows are divided by semicolons or tabs. Nothing is to be done unless \
        the columns look wrong.
        """),
    CodeExplanation(
      code: "D123", title: "The comma is taken as decimal mark",
      text: """
        The file is not separated by commas, and its numbers are written like 1,5. Check one \
        value in the result if in doubt.
        """),
    CodeExplanation(
      code: "D124", title: "Spaces around cells were ignored",
      text: """
        "placebo" and " placebo" are taken as the same label. Put quotes around a cell whose \
        spaces matter.
        """),
  ]
}
