using System.Text;

namespace TalentCard.Web.Reports;

/// <summary>
/// Bars as a picture in the Enhanced Metafile Format ([MS-EMF]): lines and words that Word, WPS and LibreOffice draw sharp at any
/// size with fonts of their own, so that the server needs no drawing library and no fonts (docs/adr/0031). A unit is a tenth of a millimetre.
/// </summary>
internal sealed class EmfChart : IDisposable
{
    /// <summary>Width of every picture.</summary>
    public const int Width = 1560;

    private const int RowHeight = 76;
    private const int LabelWidth = 440;
    private const int LetterHeight = 40;
    private const uint Blue = 0x00B45F1D; // 0x00BBGGRR
    private const uint Ink = 0x00333333;
    private const uint NullPen = 0x80000008;

    private readonly MemoryStream stream = new();
    private readonly BinaryWriter records;
    private uint count;

    private EmfChart() => records = new BinaryWriter(stream);

    /// <summary>Height of the picture of so many rows.</summary>
    public static int HeightOf(int rows) => rows * RowHeight + 20;

    /// <summary>One lying bar a row, its name at the left and its number at its end.</summary>
    public static byte[] Bars(IReadOnlyList<(string Name, int Value)> rows)
    {
        using var chart = new EmfChart();
        return chart.Draw(rows);
    }

    /// <inheritdoc />
    public void Dispose() => records.Dispose();

    private byte[] Draw(IReadOnlyList<(string Name, int Value)> rows)
    {
        records.Write(new byte[HeaderSize]);
        count = 1;
        Record(18, 1); // SETBKMODE: transparent
        Record(39, 1, 0, Blue, 0); // CREATEBRUSHINDIRECT
        Font(2);
        Record(37, 1);
        Record(37, 2);
        Record(37, NullPen); // SELECTOBJECT
        Record(24, Ink); // SETTEXTCOLOR
        var most = Math.Max(1, rows.Select(row => row.Value).DefaultIfEmpty().Max());
        var room = Width - LabelWidth - 200;
        for (var i = 0; i < rows.Count; i++)
        {
            var top = 10 + i * RowHeight;
            var end = LabelWidth + (int)((long)room * rows[i].Value / most);
            Word(rows[i].Name, LabelWidth - 20, top + 14, right: true);
            if (rows[i].Value > 0) Record(43, LabelWidth, (uint)top + 8, (uint)end, (uint)top + RowHeight - 8); // RECTANGLE
            Word(rows[i].Value.ToString(System.Globalization.CultureInfo.InvariantCulture), end + 14, top + 14, right: false);
        }
        Record(14, 0, 16, 20); // EOF
        return Finish(HeightOf(rows.Count));
    }

    private const int HeaderSize = 88;

    private byte[] Finish(int height)
    {
        var size = (uint)stream.Length;
        stream.Position = 0;
        uint[] header =
        [
            1, HeaderSize, 0, 0, Width, (uint)height, 0, 0, Width * 10, (uint)height * 10, 0x464D4520, 0x10000, size, count, 3, 0, 0, 0,
            2540, 2540, 254, 254,
        ];
        foreach (var number in header) records.Write(number);
        return stream.ToArray();
    }

    private void Record(uint type, params uint[] values)
    {
        records.Write(type);
        records.Write(8 + 4 * (uint)values.Length);
        foreach (var value in values) records.Write(value);
        count++;
    }

    // EXTCREATEFONTINDIRECTW with a LOGFONTW, the rest of the panose structure empty.
    private void Font(uint index)
    {
        var font = new byte[320];
        BitConverter.TryWriteBytes(font, -LetterHeight);
        BitConverter.TryWriteBytes(font.AsSpan(16), 400);
        font[23] = 134; // GB2312_CHARSET
        Encoding.Unicode.GetBytes("宋体").CopyTo(font, 28);
        records.Write(82u);
        records.Write(12u + 320);
        records.Write(index);
        records.Write(font);
        count++;
    }

    // EXTTEXTOUTW. Its widths are given, as it asks for them: a Chinese letter is as wide as high, another half of that.
    private void Word(string text, int x, int y, bool right)
    {
        var widths = text.Select(letter => (uint)(letter < 0x2E80 ? LetterHeight / 2 : LetterHeight)).ToArray();
        var letters = Encoding.Unicode.GetBytes(text);
        var padded = (letters.Length + 3) / 4 * 4;
        if (right) x -= (int)widths.Sum(width => width);
        records.Write(84u);
        records.Write((uint)(76 + padded + 4 * widths.Length));
        foreach (var number in new[] { 0, 0, -1, -1, 2 }) records.Write(number); // no bounds; GM_ADVANCED
        records.Write(1f);
        records.Write(1f);
        foreach (var number in new[] { x, y, text.Length, 76, 0, 0, 0, -1, -1, 76 + padded }) records.Write(number);
        records.Write(letters);
        records.Write(new byte[padded - letters.Length]);
        foreach (var width in widths) records.Write(width);
        count++;
    }
}
