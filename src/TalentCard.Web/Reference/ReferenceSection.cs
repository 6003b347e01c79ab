using TalentCard.Contracts.Reference;

namespace TalentCard.Web.Reference;

/// <summary>An entry of any of the lists, as the page shows and sends it.</summary>
internal sealed record ReferenceRow(
    string Code,
    string Name,
    string NameEn = "",
    string Kind = "",
    string Color = "",
    string NumberPrefix = "",
    int ValidYears = 0,
    string ETag = ""
)
{
    /// <summary>How many rows name it.</summary>
    public long Uses { get; init; }
}

/// <summary>One of the lists on the administrator's page, and the calls that read and edit it.</summary>
/// <param name="Key">Its name in the address and among the uses.</param>
/// <param name="Title">Its heading in Chinese.</param>
/// <param name="CodeHint">What its codes look like, in Chinese.</param>
/// <param name="NameLength">The longest name.</param>
/// <param name="HasEnglish">Whether its entries have English names.</param>
internal sealed record ReferenceSection(string Key, string Title, string CodeHint, int NameLength = 40, bool HasEnglish = true)
{
    public static readonly ReferenceSection Divisions = new("divisions", "县区和园区", "如国家行政区划代码 340403。")
    {
        ReadAsync = async (api, cancel) =>
            (await api.Reference.GetReferenceAsync(cancel)).Divisions.Select(one => new ReferenceRow(
                one.Code,
                one.Name,
                one.NameEn,
                one.Kind,
                ETag: one.ETag()
            )),
        AddAsync = (api, row, cancel) => api.Reference.AddDivisionAsync(ToDivision(row), cancel),
        EditAsync = (api, row, etag, cancel) => api.Reference.EditDivisionAsync(row.Code, ToDivision(row), etag, cancel),
        RemoveAsync = (api, code, etag, cancel) => api.Reference.RemoveDivisionAsync(code, etag, cancel),
    };

    public static readonly ReferenceSection Tiers = new("tiers", "人才类别", "一个大写字母，A 为最高。")
    {
        ReadAsync = async (api, cancel) =>
            (await api.Reference.GetReferenceAsync(cancel)).Tiers.Select(one => new ReferenceRow(
                one.Code,
                one.Name,
                one.NameEn,
                "",
                one.Color,
                one.NumberPrefix,
                one.ValidYears,
                one.ETag()
            )),
        AddAsync = (api, row, cancel) => api.Reference.AddTierAsync(ToTier(row), cancel),
        EditAsync = (api, row, etag, cancel) => api.Reference.EditTierAsync(row.Code, ToTier(row), etag, cancel),
        RemoveAsync = (api, code, etag, cancel) => api.Reference.RemoveTierAsync(code, etag, cancel),
    };

    public static readonly ReferenceSection Kinds = new("service_point_kinds", "单位类型", "小写英文字母和下划线，如 hospital。")
    {
        ReadAsync = async (api, cancel) =>
            (await api.Reference.GetReferenceAsync(cancel)).ServicePointKinds.Select(one => new ReferenceRow(
                one.Code,
                one.Name,
                one.NameEn,
                ETag: one.ETag()
            )),
        AddAsync = (api, row, cancel) => api.Reference.AddServicePointKindAsync(ToKind(row), cancel),
        EditAsync = (api, row, etag, cancel) => api.Reference.EditServicePointKindAsync(row.Code, ToKind(row), etag, cancel),
        RemoveAsync = (api, code, etag, cancel) => api.Reference.RemoveServicePointKindAsync(code, etag, cancel),
    };

    public static readonly ReferenceSection Departments = new("departments", "部门", "字母或数字，部门按代码排列。", 100, false)
    {
        ReadAsync = async (api, cancel) =>
            (await api.Reference.ListDepartmentEntriesAsync(cancel)).Select(one => new ReferenceRow(
                one.Code,
                one.Name,
                ETag: one.ETag()
            )),
        AddAsync = (api, row, cancel) => api.Reference.AddDepartmentAsync(ToDepartment(row), cancel),
        EditAsync = (api, row, etag, cancel) => api.Reference.EditDepartmentAsync(row.Code, ToDepartment(row), etag, cancel),
        RemoveAsync = (api, code, etag, cancel) => api.Reference.RemoveDepartmentAsync(code, etag, cancel),
    };

    public static readonly IReadOnlyList<ReferenceSection> All = [Divisions, Tiers, Kinds, Departments];

    /// <summary>Adds an entry.</summary>
    public required Func<TalentCardClient, ReferenceRow, CancellationToken, Task> AddAsync { get; init; }

    /// <summary>Changes an entry by its <c>ETag</c>.</summary>
    public required Func<TalentCardClient, ReferenceRow, string, CancellationToken, Task> EditAsync { get; init; }

    /// <summary>Removes an entry by its code and <c>ETag</c>.</summary>
    public required Func<TalentCardClient, string, string, CancellationToken, Task> RemoveAsync { get; init; }

    private Func<TalentCardClient, CancellationToken, Task<IEnumerable<ReferenceRow>>> ReadAsync { get; init; } = null!;

    /// <summary>The list's entries with how often each is used.</summary>
    public async Task<IReadOnlyList<ReferenceRow>> RowsAsync(TalentCardClient api, CancellationToken cancel)
    {
        var rows = await ReadAsync(api, cancel);
        var uses = (await api.Reference.ListReferenceUsesAsync(cancel))
            .Where(use => use.List == Key)
            .ToDictionary(use => use.Code, use => use.Uses);
        return [.. rows.Select(row => row with { Uses = uses.GetValueOrDefault(row.Code) })];
    }

    private static Division ToDivision(ReferenceRow row) => new(row.Code, row.Name, row.NameEn, row.Kind);

    private static Tier ToTier(ReferenceRow row) =>
        new(row.Code, row.Name, row.NameEn, row.Color, row.NumberPrefix, row.ValidYears);

    private static ServicePointKind ToKind(ReferenceRow row) => new(row.Code, row.Name, row.NameEn);

    private static DepartmentEntry ToDepartment(ReferenceRow row) => new(row.Code, row.Name);
}
