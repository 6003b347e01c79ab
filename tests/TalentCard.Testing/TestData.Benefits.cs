using Dapper;
using Npgsql;

namespace TalentCard.Testing;

/// <summary>A rule that a test wants; everything not said is the most permissive.</summary>
public sealed record TestRule
{
    /// <summary>First day.</summary>
    public DateOnly ValidFrom { get; init; } = new(2022, 1, 1);

    /// <summary>Whether the benefit is given.</summary>
    public bool Active { get; init; } = true;

    /// <summary>Tiers that may have it.</summary>
    public string[] Tiers { get; init; } = ["A", "B", "C", "D", "E", "F"];

    /// <summary>Its period.</summary>
    public string Period { get; init; } = "year";

    /// <summary>Services in a period.</summary>
    public int? Quota { get; init; }

    /// <summary>Tiers whose families are included.</summary>
    public string[] FamilyTiers { get; init; } = [];

    /// <summary>Which of a family.</summary>
    public string[] FamilyRelations { get; init; } = [];

    /// <summary>How many of a family.</summary>
    public int MaxDependants { get; init; }

    /// <summary>Whose quota they use up.</summary>
    public string FamilyQuota { get; init; } = "shared";

    /// <summary>Kinds of service points.</summary>
    public string[] Kinds { get; init; } = ["hospital"];

    /// <summary>How many may come along.</summary>
    public int MaxCompanions { get; init; } = 2;

    /// <summary>Who may.</summary>
    public string[] Relations { get; init; } = ["spouse", "child", "parent"];

    /// <summary>Hours before the day by which it must be booked.</summary>
    public int? BookingHours { get; init; }

    /// <summary>What must be checked.</summary>
    public string[] Checks { get; init; } = [];

    /// <summary>Whether a printed code is enough.</summary>
    public bool PrintedAllowed { get; init; } = true;

    /// <summary>The shortest time between two printed services.</summary>
    public int PrintedIntervalMinutes { get; init; }

    /// <summary>Whole years at least; null: no bound.</summary>
    public int? MinAge { get; init; }

    /// <summary>Whole years at most; null: no bound.</summary>
    public int? MaxAge { get; init; }
}

public static partial class TestData
{
    private static int benefits;

    /// <summary>Inserts a benefit of its own with the rule and returns its code.</summary>
    public static async Task<string> BenefitAsync(NpgsqlDataSource database, TestRule? rule = null)
    {
        var number = Interlocked.Increment(ref benefits);
        // Codes are letters and underscores only.
        var code =
            "benefit_"
            + string.Concat(
                number
                    .ToString("D6", System.Globalization.CultureInfo.InvariantCulture)
                    .Select(digit => (char)('a' + digit - '0'))
            );
        await using var connection = await database.OpenConnectionAsync();
        await connection.ExecuteAsync(
            """
            insert into benefits (code, name, name_en, description, description_en, position)
            values (@code, '就医绿色通道', 'Medical green channel', '说明', 'What it is', @number)
            """,
            new { code, number }
        );
        await RuleAsync(database, code, rule ?? new TestRule());
        return code;
    }

    /// <summary>Inserts a rule of the benefit.</summary>
    public static async Task RuleAsync(NpgsqlDataSource database, string benefit, TestRule rule)
    {
        await using var connection = await database.OpenConnectionAsync();
        await connection.ExecuteAsync(
            """
            insert into benefit_rules
                (benefit_code, valid_from, active, tiers, period, quota, service_point_kinds, max_companions, companion_relations,
                 booking_hours, checks, printed_allowed, printed_interval_minutes, min_age, max_age,
                 family_tiers, family_relations,
                 max_dependants, family_quota, created_by_name, created_at)
            values
                (@benefit, @ValidFrom, @Active, @Tiers, @Period, @Quota, @Kinds, @MaxCompanions, @Relations, @BookingHours,
                 @Checks, @PrintedAllowed, @PrintedIntervalMinutes, @MinAge, @MaxAge,
                 @FamilyTiers, @FamilyRelations, @MaxDependants, @FamilyQuota, 'test', '2022-01-01T00:00Z')
            """,
            new
            {
                benefit,
                rule.ValidFrom,
                rule.Active,
                rule.Tiers,
                rule.Period,
                rule.Quota,
                rule.Kinds,
                rule.MaxCompanions,
                rule.Relations,
                rule.BookingHours,
                rule.Checks,
                rule.PrintedAllowed,
                rule.PrintedIntervalMinutes,
                rule.MinAge,
                rule.MaxAge,
                rule.FamilyTiers,
                rule.FamilyRelations,
                rule.MaxDependants,
                rule.FamilyQuota,
            }
        );
    }
}
