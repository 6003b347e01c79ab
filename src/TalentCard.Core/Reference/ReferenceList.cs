using TalentCard.Contracts.Reference;

namespace TalentCard.Core.Reference;

/// <summary>One of the lists as SQL.</summary>
/// <param name="Table">Its table.</param>
/// <param name="Select">Columns of an entry.</param>
/// <param name="Insert">Columns and values of a new entry.</param>
/// <param name="Update">What an edit sets.</param>
/// <param name="Normal">The entry with its texts in their one form.</param>
public sealed record ReferenceList<T>(string Table, string Select, string Insert, string Update, Func<T, T> Normal)
    where T : IReferenceEntry
{
    /// <summary>The column by which other tables name an entry.</summary>
    public string Key { get; init; } = "code";
}

/// <summary>The lists that the administrator edits.</summary>
public static class ReferenceLists
{
    /// <summary>Counties and parks.</summary>
    public static readonly ReferenceList<Division> Divisions = new(
        "divisions",
        "code, name, name_en, kind, version",
        "(code, name, name_en, kind) values (@Code, @Name, @NameEn, @Kind)",
        "name = @Name, name_en = @NameEn, kind = @Kind",
        entry => entry with { Name = PlainText.Normal(entry.Name), NameEn = entry.NameEn.Trim() }
    );

    /// <summary>人才类别.</summary>
    public static readonly ReferenceList<Tier> Tiers = new(
        "tiers",
        "code, name, name_en, color, number_prefix, valid_years, version",
        """
        (code, name, name_en, color, number_prefix, valid_years)
        values (@Code, @Name, @NameEn, @Color, @NumberPrefix, @ValidYears)
        """,
        "name = @Name, name_en = @NameEn, color = @Color, number_prefix = @NumberPrefix, valid_years = @ValidYears",
        entry => entry with { Name = PlainText.Normal(entry.Name), NameEn = entry.NameEn.Trim() }
    );

    /// <summary>Kinds of partners and service points.</summary>
    public static readonly ReferenceList<ServicePointKind> ServicePointKinds = new(
        "service_point_kinds",
        "code, name, name_en, version",
        "(code, name, name_en) values (@Code, @Name, @NameEn)",
        "name = @Name, name_en = @NameEn",
        entry => entry with { Name = PlainText.Normal(entry.Name), NameEn = entry.NameEn.Trim() }
    );

    /// <summary>Departments of the hotline.</summary>
    public static readonly ReferenceList<DepartmentEntry> Departments = new(
        "departments",
        "code, name, version",
        "(code, name) values (@Code, @Name)",
        "name = @Name",
        entry => entry with { Name = PlainText.Normal(entry.Name) }
    )
    {
        Key = "id",
    };
}
