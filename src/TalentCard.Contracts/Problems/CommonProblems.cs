namespace TalentCard.Contracts.Problems;

/// <summary>Refusals that every call can give.</summary>
public static class CommonProblems
{
    /// <summary>The body, the query or a header is not what the call takes; <c>errors</c> names each field.</summary>
    public static readonly ProblemCode InvalidRequest = new(
        "invalid_request",
        400,
        "提交的内容不符合要求，请按提示修改后重试。",
        "The request is not valid; correct the fields named and try again."
    );

    /// <summary>No access token, or one that is expired, revoked or not ours.</summary>
    public static readonly ProblemCode Unauthenticated = new(
        "unauthenticated",
        401,
        "登录已失效，请重新登录。",
        "You are not signed in or the sign-in has expired; sign in again."
    );

    /// <summary>The caller's role or scope does not allow the call.</summary>
    public static readonly ProblemCode Forbidden = new(
        "forbidden",
        403,
        "您的账号没有此项权限，请联系管理员。",
        "Your account may not do this; ask your administrator."
    );

    /// <summary>Nothing by that id that the caller may know of.</summary>
    public static readonly ProblemCode NotFound = new(
        "not_found",
        404,
        "未找到该记录，请核对后重试。",
        "There is no such record; check the address and try again."
    );

    /// <summary>The call exists, but not with this method.</summary>
    public static readonly ProblemCode MethodNotAllowed = new(
        "method_not_allowed",
        405,
        "不支持该请求方法。",
        "This address does not take that method."
    );

    /// <summary>The record was changed since it was read (<c>If-Match</c> does not match its <c>ETag</c>).</summary>
    public static readonly ProblemCode Stale = new(
        "stale",
        412,
        "该记录已被他人修改，请刷新后重试。",
        "Someone changed this record meanwhile; reload it and try again."
    );

    /// <summary>The body is larger than the call takes.</summary>
    public static readonly ProblemCode TooLarge = new(
        "too_large",
        413,
        "提交的内容过大，请缩小后重试。",
        "The request is too large; make it smaller and try again."
    );

    /// <summary>The body's media type is not one that the call takes.</summary>
    public static readonly ProblemCode UnsupportedMediaType = new(
        "unsupported_media_type",
        415,
        "不支持该文件或数据格式。",
        "This media type is not supported."
    );

    /// <summary>The same <c>Idempotency-Key</c> came with another body.</summary>
    public static readonly ProblemCode IdempotencyConflict = new(
        "idempotency_conflict",
        422,
        "该操作编号已用于另一请求，请重新提交。",
        "This Idempotency-Key was used for another request; send a new key."
    );

    /// <summary>An edit came without <c>If-Match</c>.</summary>
    public static readonly ProblemCode PreconditionRequired = new(
        "precondition_required",
        428,
        "请先读取最新记录再修改。",
        "Read the record first and send its ETag as If-Match."
    );

    /// <summary>Too many requests; <c>Retry-After</c> says when to come back.</summary>
    public static readonly ProblemCode TooManyRequests = new(
        "too_many_requests",
        429,
        "操作过于频繁，请稍后再试。",
        "Too many requests; wait a moment and try again."
    );

    /// <summary>A fault of ours. Nothing was written.</summary>
    public static readonly ProblemCode InternalError = new(
        "internal_error",
        500,
        "系统暂时出现问题，操作未生效，请稍后重试。",
        "Something failed on our side and nothing was saved; try again shortly."
    );

    /// <summary>The database cannot be reached.</summary>
    public static readonly ProblemCode Unavailable = new(
        "unavailable",
        503,
        "系统正忙，操作未生效，请稍后重试。",
        "The service is busy and nothing was saved; try again shortly."
    );
}
