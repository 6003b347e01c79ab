using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Refit;
using TalentCard.Client;

namespace TalentCard.Web.Tests;

/// <summary>An Api that answers every call with one row of everything, whose texts are <see cref="Text"/>.</summary>
/// <param name="state">Every row's state.</param>
/// <param name="first">Answers instead, where it does not give null.</param>
internal sealed class SampleApi(string state = SampleApi.Text, Func<HttpRequestMessage, HttpResponseMessage?>? first = null)
    : HttpMessageHandler
{
    public const string Text = "文本";

    // Method, address and answer of every call that the Web knows.
    private static readonly (HttpMethod Method, string[] Path, Type Answer)[] Calls =
    [
        .. from feature in typeof(TalentCardClient).GetProperties(BindingFlags.Public | BindingFlags.Instance)
        from call in feature.PropertyType.GetMethods()
        let http = call.GetCustomAttribute<HttpMethodAttribute>()
        where http is not null && call.ReturnType.IsGenericType
        select (http.Method, http.Path.Split('?')[0].Trim('/').Split('/'), call.ReturnType.GetGenericArguments()[0]),
    ];

    /// <summary>What is answered in the place of a row; null: a row.</summary>
    public HttpStatusCode? Answers { get; set; }

    /// <summary>What every change waits for.</summary>
    public Task Posts { get; set; } = Task.CompletedTask;

    /// <summary>Paths of the changes that were asked for.</summary>
    public ConcurrentQueue<string> Posted { get; } = [];

    /// <summary>The Web before it, or before another.</summary>
    public static WebApplicationFactory<Program> Before(TalentCardWeb web, HttpMessageHandler? api = null) =>
        web.WithWebHostBuilder(builder =>
            builder.ConfigureTestServices(services =>
                services.AddSingleton(
                    new TalentCardClient(
                        new HttpClient(new ProblemHandler { InnerHandler = api ?? new SampleApi() })
                        {
                            BaseAddress = new Uri("https://api.test"),
                        }
                    )
                )
            )
        );

    /// <summary>A client of a Web that keeps no cookies and follows no redirect.</summary>
    public static HttpClient Client(WebApplicationFactory<Program> web) =>
        web.CreateClient(
            new()
            {
                AllowAutoRedirect = false,
                HandleCookies = false,
                BaseAddress = new Uri("https://card.test"),
            }
        );

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancel)
    {
        if (first?.Invoke(request) is { } other)
            return other;
        if (Answers is { } status)
            return new HttpResponseMessage(status);
        if (request.Method == HttpMethod.Post)
        {
            Posted.Enqueue(request.RequestUri!.AbsolutePath);
            await Posts;
        }
        var path = request.RequestUri!.AbsolutePath.Trim('/').Split('/');
        var answer = Calls
            .Where(call => call.Method == request.Method && Fits(call.Path, path))
            .OrderBy(call => call.Path.Count(part => part.StartsWith('{')))
            .Select(call => call.Answer)
            .FirstOrDefault();
        return answer is null
            ? new HttpResponseMessage(HttpStatusCode.NoContent)
            : new HttpResponseMessage { Content = JsonContent.Create(Sample(answer, ""), options: TalentCardClient.Json) };
    }

    private static bool Fits(string[] pattern, string[] path) =>
        pattern.Length == path.Length && pattern.Zip(path).All(part => part.First.StartsWith('{') || part.First == part.Second);

    private object? Sample(Type type, string name)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(string))
            return name switch
            {
                "Next" => null,
                "State" => state,
                "Measure" => "dispatched",
                _ => Text,
            };
        if (type == typeof(DateOnly))
            return new DateOnly(2022, 12, 25);
        if (type == typeof(DateTimeOffset))
            return new DateTimeOffset(2022, 12, 25, 16, 30, 59, 900, TimeSpan.Zero);
        if (type == typeof(Guid))
            return Guid.Empty;
        if (type == typeof(JsonElement))
            return JsonSerializer.SerializeToElement(new { note = Text });
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>))
            return Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(type.GetGenericArguments()));
        if (type.IsArray || type.IsGenericType && type.IsInterface)
        {
            var item = type.IsArray ? type.GetElementType()! : type.GetGenericArguments()[0];
            var one = Array.CreateInstance(item, 1);
            one.SetValue(Sample(item, ""), 0);
            return one;
        }
        if (type == typeof(int) || type == typeof(long) || type == typeof(double) || type == typeof(decimal))
            return Convert.ChangeType(2, type, CultureInfo.InvariantCulture);
        if (type.IsValueType)
            return Activator.CreateInstance(type);
        var constructor = type.GetConstructors()[0];
        return constructor.Invoke([.. constructor.GetParameters().Select(one => Sample(one.ParameterType, one.Name!))]);
    }
}
