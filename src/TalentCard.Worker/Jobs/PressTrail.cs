using System.Security.Claims;
using System.Text.RegularExpressions;
using Hangfire;

namespace TalentCard.Worker.Jobs;

/// <summary>
/// Writes every press of a button of the dashboard into the trail before it is done: without its row nothing happens. Whatever
/// else would change something is refused, as the list of jobs stands in the code.
/// </summary>
internal sealed partial class PressTrail(JobStorage storage, Db db, AuditTrail audit)
{
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        context.Request.Path.StartsWithSegments(JobsDashboard.Path, out var path);
        if (path.Value is not "/stats")
        {
            var press = Press().Match(path.Value ?? "");
            if (!press.Success || !HttpMethods.IsPost(context.Request.Method))
            {
                context.Response.StatusCode = StatusCodes.Status403Forbidden;
                return;
            }
            await WriteAsync(context, press, context.RequestAborted);
        }
        await next(context);
    }

    private async Task WriteAsync(HttpContext context, Match press, CancellationToken cancel)
    {
        var action = press.Groups["action"].Value switch
        {
            "trigger" => "job.run",
            "delete" => "job.delete",
            _ => "job.requeue",
        };
        var pressed = press.Groups["id"].Success
            ? [press.Groups["id"].Value]
            : (await context.Request.ReadFormAsync(cancel))["jobs[]"].OfType<string>().ToList();
        var events = pressed.Select(id =>
            action == "job.run"
                ? new AuditEvent(action, "job", id)
                : new AuditEvent(action, "job", KeyOf(id), Details: new { backgroundJob = id })
        );
        await using var session = await db.OpenAsync(cancel);
        await audit.WriteAllAsync(session, ActorOf(context), [.. events]);
    }

    private string KeyOf(string backgroundJob)
    {
        using var connection = storage.GetConnection();
        return connection.GetJobData(backgroundJob)?.Job?.Args[0] as string ?? backgroundJob;
    }

    private static Actor ActorOf(HttpContext context)
    {
        var subject = context.User.FindFirstValue("sub") ?? throw new InvalidOperationException("The token names no subject.");
        string[] roles = [.. context.User.FindAll("roles").Select(role => role.Value)];
        return new Actor(
            subject,
            context.User.FindFirstValue("name") ?? subject,
            roles,
            Address: context.Connection.RemoteIpAddress?.ToString()
        );
    }

    [GeneratedRegex(
        "^/(recurring/(?<action>trigger)|jobs/[a-z]+/(?<action>requeue|enqueue|delete)|jobs/actions/(?<action>requeue|delete)/(?<id>[0-9]+))$",
        RegexOptions.ExplicitCapture
    )]
    private static partial Regex Press();
}
