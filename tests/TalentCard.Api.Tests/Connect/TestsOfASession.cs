using TalentCard.Testing;

namespace TalentCard.Api.Tests.Connect;

/// <summary>Tests that each have an auditor of their own, signed in with a browser.</summary>
public abstract class TestsOfASession(ApiWithItsIssuer api) : IClassFixture<ApiWithItsIssuer>, IAsyncLifetime
{
    protected ApiWithItsIssuer Api => api;

    /// <summary>The auditor's browser.</summary>
    protected Browser Browser { get; } = api.Browser();

    /// <summary>The auditor's name.</summary>
    protected string Name { get; } = $"auditor-{Guid.NewGuid():N}";

    /// <summary>The auditor's id.</summary>
    protected Guid User { get; private set; }

    public virtual async ValueTask InitializeAsync()
    {
        User = await TestData.UserAsync(api.Database, Name, ["auditor"]);
        await Browser.SignInAsync(Name);
    }

    public ValueTask DisposeAsync()
    {
        Browser.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}
