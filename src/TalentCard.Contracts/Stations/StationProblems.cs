using TalentCard.Contracts.Problems;

namespace TalentCard.Contracts.Stations;

/// <summary>Refusals of the stations' calls.</summary>
public static class StationProblems
{
    /// <summary>Another station has this name.</summary>
    public static readonly ProblemCode NameTaken = new(
        "station_name_taken",
        409,
        "已有同名的博士后站点，请换一个名称。",
        "Another station has this name; choose another."
    );

    /// <summary>A manager changes what the approval says.</summary>
    public static readonly ProblemCode OfficesField = new(
        "station_field_of_the_office",
        403,
        "站点名称、类型和批准信息由人才办维护，如有变化请联系人才办。",
        "The office keeps a station's name, kind and approval; ask the office to change them."
    );

    /// <summary>The station has this mentor already.</summary>
    public static readonly ProblemCode MentorTwice = new(
        "mentor_exists",
        409,
        "该站已有这位导师，请勿重复添加。",
        "The station has this mentor already."
    );

    /// <summary>A rule may begin tomorrow at the earliest.</summary>
    public static readonly ProblemCode RuleInForce = new(
        "postdoc_rule_in_force",
        409,
        "规则不能改变今天及以前的事项，请选择明天或更晚的生效日期。",
        "A rule cannot change today or the past; let it begin tomorrow or later."
    );
}
