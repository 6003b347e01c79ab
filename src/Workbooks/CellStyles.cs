namespace TalentCard.Workbooks;

/// <summary>How cells look: indexes into the <c>cellXfs</c> of the styles that every workbook has.</summary>
internal static class CellStyles
{
    /// <summary>A number as Excel shows it.</summary>
    public const int Number = 0;

    /// <summary>A text, which stays one when it is edited: an ID number.</summary>
    public const int Text = 1;

    /// <summary>A day.</summary>
    public const int Day = 2;

    /// <summary>A moment.</summary>
    public const int Moment = 3;

    /// <summary>A time of day.</summary>
    public const int Time = 4;

    /// <summary>A heading.</summary>
    public const int Heading = 5;

    // Format 49 is Excel's own for texts; those of one's own begin at 164.
    /// <summary>The styles' part.</summary>
    public const string Part = $"""
        <styleSheet xmlns="{SheetWriter.Namespace}">
        <numFmts count="3">
        <numFmt numFmtId="164" formatCode="yyyy-mm-dd"/>
        <numFmt numFmtId="165" formatCode="yyyy-mm-dd hh:mm:ss"/>
        <numFmt numFmtId="166" formatCode="hh:mm"/>
        </numFmts>
        <fonts count="2">
        <font><sz val="11"/><name val="Calibri"/></font>
        <font><b/><sz val="11"/><name val="Calibri"/></font>
        </fonts>
        <fills count="2">
        <fill><patternFill patternType="none"/></fill>
        <fill><patternFill patternType="gray125"/></fill>
        </fills>
        <borders count="1"><border/></borders>
        <cellXfs count="6">
        <xf/>
        <xf numFmtId="49" applyNumberFormat="1"/>
        <xf numFmtId="164" applyNumberFormat="1"/>
        <xf numFmtId="165" applyNumberFormat="1"/>
        <xf numFmtId="166" applyNumberFormat="1"/>
        <xf numFmtId="49" fontId="1" applyNumberFormat="1" applyFont="1"/>
        </cellXfs>
        </styleSheet>
        """;
}
