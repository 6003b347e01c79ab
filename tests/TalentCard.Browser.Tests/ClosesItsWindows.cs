using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.Playwright;
using Xunit.v3;

[assembly: TalentCard.Browser.Tests.ClosesItsWindows]

namespace TalentCard.Browser.Tests;

/// <summary>Closes what a test opened: pages that go on drawing and listening would slow down the tests that follow.</summary>
[AttributeUsage(AttributeTargets.Assembly)]
internal sealed class ClosesItsWindowsAttribute : BeforeAfterTestAttribute
{
    private static readonly ConcurrentDictionary<string, ConcurrentBag<IBrowserContext>> Opened = new();

    /// <summary>Closes the context when the test that runs now has ended.</summary>
    public static void Keep(IBrowserContext context)
    {
        if (TestContext.Current.Test is { } test)
            Opened.GetOrAdd(test.UniqueID, _ => []).Add(context);
    }

    // Nobody waits for it: the next test has windows of its own.
    public override void After(MethodInfo methodUnderTest, IXunitTest test)
    {
        if (!Opened.TryRemove(test.UniqueID, out var contexts))
            return;
        foreach (var context in contexts)
            _ = context.CloseAsync();
    }
}
