using System.ComponentModel.DataAnnotations;
using TalentCard.Contracts.Access;

namespace TalentCard.Contracts.Reports;

/// <summary>How a kind of report is headed, and whom it is sent to.</summary>
/// <param name="Kind"><c>weekly</c>, <c>monthly</c> or <c>yearly</c>.</param>
/// <param name="Masthead">The red title.</param>
/// <param name="Issuer">Who sends it.</param>
/// <param name="Copies">抄送; empty: nobody.</param>
/// <param name="RecipientRoles">The roles whose accounts it is sent to.</param>
/// <param name="Recipients">How many accounts these are now.</param>
/// <param name="ChangedBy">Who edited it last.</param>
/// <param name="ChangedAt">When.</param>
/// <param name="Version">Grows with every change; the ETag.</param>
public sealed record ReportLayout(
    string Kind,
    string Masthead,
    string Issuer,
    string Copies,
    string[] RecipientRoles,
    int Recipients,
    string? ChangedBy,
    DateTimeOffset? ChangedAt,
    int Version
) : IVersioned
{
    /// <summary>
    /// The roles that a report can be sent to: those that are told in the app of what concerns them, but the talents.
    /// </summary>
    public static readonly string[] Readers = [.. Policies.All[Policies.ReportReader].Select(reader => reader.Role)];
}

/// <summary>Other words and recipients. Drafts and later reports take them; what is approved stays as it is.</summary>
/// <param name="Masthead">The red title.</param>
/// <param name="Issuer">Who sends it.</param>
/// <param name="Copies">抄送; empty: nobody.</param>
/// <param name="RecipientRoles">The roles whose accounts it is sent to.</param>
public sealed record ReportLayoutChange(
    [Required, StringLength(30)] string Masthead,
    [Required, StringLength(60)] string Issuer,
    [Required(AllowEmptyStrings = true), StringLength(300)] string Copies,
    [property: Required, MinLength(1), MaxLength(10), Each] string[] RecipientRoles
);
