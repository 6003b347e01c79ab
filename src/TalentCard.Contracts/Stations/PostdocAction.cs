using System.Text.Json.Serialization;

namespace TalentCard.Contracts.Stations;

/// <summary>What changes a residence, or is recorded in it.</summary>
[JsonConverter(typeof(WordConverter<PostdocAction>))]
public enum PostdocAction
{
    /// <summary>The office lets them enter.</summary>
    Enter,

    /// <summary>The office does not.</summary>
    Reject,

    /// <summary>Their data is corrected.</summary>
    Edit,

    /// <summary>开题.</summary>
    Propose,

    /// <summary>中期考核.</summary>
    Review,

    /// <summary>延期.</summary>
    Extend,

    /// <summary>出站.</summary>
    Complete,

    /// <summary>退站.</summary>
    Withdraw,

    /// <summary>Funding is paid.</summary>
    Pay,
}
