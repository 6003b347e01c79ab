namespace TalentCard.Core;

/// <summary>Refusals of one field of a request (<c>invalid_request</c>).</summary>
public static class Refuse
{
    /// <summary>A field that is wrong.</summary>
    /// <param name="field">Its name in the request.</param>
    /// <param name="why">Why, in English.</param>
    public static RefusedException Field(string field, params string[] why) =>
        new(CommonProblems.InvalidRequest, new Dictionary<string, string[]> { [field] = why });

    /// <summary>A field that names nothing there is.</summary>
    public static RefusedException Unknown(string field) => Field(field, "unknown");
}
