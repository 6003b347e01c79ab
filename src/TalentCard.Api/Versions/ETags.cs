namespace TalentCard.Api.Versions;

/// <summary>Says with every answer that shows a row which version of it that is (<c>ETag</c>).</summary>
internal static class ETags
{
    /// <summary>Adds it to every endpoint of a group.</summary>
    public static RouteGroupBuilder WithETags(this RouteGroupBuilder group) =>
        group.AddEndpointFilter(
            async (call, next) =>
            {
                var answer = await next(call);
                if (answer is IValueHttpResult { Value: IVersioned row })
                    call.HttpContext.Response.Headers.ETag = row.ETag();
                return answer;
            }
        );
}
