using TalentCard.Contracts.Lists;

namespace TalentCard.Core.Lists;

/// <summary>Compound files (MS-CFB), which hold an old workbook (xls, et), or a new one that a password protects.</summary>
internal static class OldOffice
{
    /// <summary>Whether the file is one.</summary>
    public static bool IsOne(byte[] file) =>
        file.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]);

    /// <summary>What is to be said of it. MS-OFFCRYPTO names the stream of a protected workbook.</summary>
    public static ProblemCode Problem(byte[] file) =>
        file.AsSpan().IndexOf(System.Text.Encoding.Unicode.GetBytes("EncryptedPackage")) >= 0
            ? ListProblems.Protected
            : ListProblems.OldWorkbook;
}
