using System.Security.Cryptography;
using Microsoft.OpenApi;
using Scalar.AspNetCore;

namespace TalentCard.Api.OpenApi;

/// <summary>The OpenAPI description at <c>/openapi/v1.json</c>, and a page to browse it at <c>/docs</c>.</summary>
internal static class DescriptionEndpoints
{
    public static IServiceCollection AddApiDescription(this IServiceCollection services) =>
        services.AddOpenApi(
            "v1",
            options =>
            {
                options.AddDocumentTransformer(
                    (document, context, _) =>
                    {
                        Describe(
                            document,
                            context.ApplicationServices.GetRequiredService<IConfiguration>()["Authentication:Authority"]
                        );
                        return Task.CompletedTask;
                    }
                );
                options.AddOperationTransformer<QueryNameTransformer>();
                options.AddOperationTransformer<RequestHeaderTransformer>();
                options.AddOperationTransformer<RefusalTransformer>();
            }
        );

    public static void MapApiDescription(this IEndpointRouteBuilder routes)
    {
        routes.MapOpenApi().AllowAnonymous();
        routes.MapScalarApiReference("/docs", Configure).AllowAnonymous();
    }

    // The page asks nobody but this server for anything, and sends nobody what is read or tried in it.
    private static void Configure(ScalarOptions options, HttpContext context)
    {
        var nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
        context.Response.Headers.ContentSecurityPolicy =
            $"default-src 'self'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
            + "font-src 'self' data:; frame-ancestors 'none'";
        options.WithNonce(nonce).WithTitle("TalentCard API").WithOpenApiRoutePattern("/openapi/v1.json");
        options.DefaultFonts = false;
        options.Telemetry = false;
        options.HideClientButton = true;
        options.ShowDeveloperTools = DeveloperToolsVisibility.Never;
        options.Agent = new() { Disabled = true };
        options.Mcp = new() { Disabled = true };
    }

    private static void Describe(OpenApiDocument document, string? authority)
    {
        document.Info = new OpenApiInfo
        {
            Title = "TalentCard 优才卡",
            Version = "1",
            Description = """
                Talent cards of a city: verify a shown code, record the service, and the office's work behind it.

                Every refusal is problem details (RFC 9457) with a stable `code`, a `title` in Chinese and a `detail` in
                English that say what to do. Lists are keyset-paged: pass `next` back as `after`. Creating calls take an
                `Idempotency-Key`: the same key and body get the first answer again. Edits send the `ETag` back as `If-Match`.
                """,
            License = new OpenApiLicense { Name = "Apache-2.0", Identifier = "Apache-2.0" },
        };
        document.Servers = [new OpenApiServer { Url = "/", Description = "This server" }];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [RefusalTransformer.SecurityScheme] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.OAuth2,
                Description = "People sign in with the authorization code flow and PKCE; partner systems use client credentials.",
                Flows = new OpenApiOAuthFlows
                {
                    AuthorizationCode = new OpenApiOAuthFlow
                    {
                        AuthorizationUrl = new Uri($"{authority}/connect/authorize", UriKind.RelativeOrAbsolute),
                        TokenUrl = new Uri($"{authority}/connect/token", UriKind.RelativeOrAbsolute),
                        RefreshUrl = new Uri($"{authority}/connect/token", UriKind.RelativeOrAbsolute),
                        Scopes = Scopes([.. RoleCatalog.All.Select(role => role.Name)]),
                    },
                    ClientCredentials = new OpenApiOAuthFlow
                    {
                        TokenUrl = new Uri($"{authority}/connect/token", UriKind.RelativeOrAbsolute),
                        Scopes = Scopes(Roles.PartnerSystem),
                    },
                },
            },
        };
        foreach (var tag in document.Tags ?? new HashSet<OpenApiTag>())
            tag.Description = Tags.GetValueOrDefault(tag.Name!);
        document.Components.Schemas ??= new Dictionary<string, IOpenApiSchema>();
        document.Components.Schemas[RefusalTransformer.ProblemSchema] = ProblemSchema();
    }

    private static Dictionary<string, string> Scopes(params string[] roles) =>
        ScopeCatalog
            .All.Where(scope => roles.Any(role => RoleCatalog.Find(role)!.Scopes.Contains(scope.Name)))
            .ToDictionary(scope => scope.Name, scope => scope.Description);

    private static readonly Dictionary<string, string> Tags = new()
    {
        ["Accounts"] = "Who may sign in, and as what.",
        ["Audit"] = "Who saw or changed what.",
        ["Benefits"] = "服务事项: what a card gives, and the rules by which it does.",
        ["Card batches"] = "批次: one person proposes cards, another approves them.",
        ["Bulk changes"] = "One change of many cards: seen first, then made whole or not at all.",
        ["Card codes"] = "The codes that a card shows, and the keys that verify them.",
        ["Cards"] = "优才卡: cards that are issued, their history and every change of their state.",
        ["History"] = "What was changed of a thing, by whom and why.",
        ["Hotline"] = "人才服务专线: callers, consultations, queues, follow-up rates.",
        ["Knowledge"] = "知识库: what answers rest on, reviewed by a second person.",
        ["My consultations"] = "What a talent asks the hotline, and the articles made public.",
        ["Jobs"] = "What runs by itself: when it does, how it went, and a hand on it.",
        ["My card"] = "What a talent sees and does with their own card.",
        ["Dependants"] = "Families of holders: filed by the holder, checked by the office, with codes of their own.",
        ["Personal data"] = "Talents' wishes to have their data erased.",
        ["Notifications"] = "What everyone is told, how they want to be told, and what could not be sent.",
        ["Organisations"] = "单位库: one register under talents, stations and advisees, with former names and merging.",
        ["Overview"] = "The office's start page: what waits, and how the week and the year go.",
        ["My think tank"] = "What an expert sees and does with their own villages and firms.",
        ["Pairing"] = "结对: the best pairing of experts with villages under locks and bans; one person solves, another adopts.",
        ["Partners"] = "合作单位 and their 服务点.",
        ["Postdocs"] = "博士后: who is in residence, and each step of it by the rules.",
        ["Redemption"] = "核销 and 撤销: recording a service, and taking it back.",
        ["Reference"] = "The lists that the office keeps.",
        ["Reports"] = "周通报、月排序、年度报告: drafted by the job with frozen figures, approved by a person.",
        ["Reservations"] = "预约: a booking holds a unit until it lapses.",
        ["Search"] = "One search over everything that the office keeps.",
        ["Settlements"] = "结算: what partners are owed for their services, and the prices of these.",
        ["Stations"] = "博士后站点, their mentors, and the rules of residences.",
        ["Statistics"] = "Counts of what was done: services by people and times, tickets, visits, stations.",
        ["Talent imports"] = "The office's approved lists: checked first, written all or nothing.",
        ["Talents"] = "人才: the people whom the city gives cards to.",
        ["Tickets"] = "工单: every step from received to closed.",
        ["Think tank"] = "智库: experts, the villages and firms that they advise, visits, scores and requests for help.",
        ["Verification"] = "核验: is this code good, and for what.",
        ["Working time"] = "工作日: public holidays, office hours and the deadlines of consultations.",
    };

    private static OpenApiSchema ProblemSchema() =>
        new()
        {
            Type = JsonSchemaType.Object,
            Description = "Problem details (RFC 9457).",
            Required = new HashSet<string> { "type", "title", "status", "detail", "code" },
            Properties = new Dictionary<string, IOpenApiSchema>
            {
                ["type"] = new OpenApiSchema
                {
                    Type = JsonSchemaType.String,
                    Format = "uri",
                    Description = "Identifies the kind of problem.",
                },
                ["title"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "What to do, in Chinese." },
                ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer, Description = "The HTTP status." },
                ["detail"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "What to do, in English." },
                ["code"] = new OpenApiSchema
                {
                    Type = JsonSchemaType.String,
                    Description = "The stable code to program against.",
                },
                ["traceId"] = new OpenApiSchema
                {
                    Type = JsonSchemaType.String,
                    Description = "Names this request in the server's logs.",
                },
                ["errors"] = new OpenApiSchema
                {
                    Type = JsonSchemaType.Object,
                    Description = "What is wrong with which member of the request.",
                    AdditionalProperties = new OpenApiSchema
                    {
                        Type = JsonSchemaType.Array,
                        Items = new OpenApiSchema { Type = JsonSchemaType.String },
                    },
                },
            },
        };
}
