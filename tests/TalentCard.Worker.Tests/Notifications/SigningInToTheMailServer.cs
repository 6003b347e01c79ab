using Microsoft.Extensions.Time.Testing;
using TalentCard.Testing;

namespace TalentCard.Worker.Tests.Notifications;

/// <summary>Connections to a real mail server: encrypted or not, with a password or a token, one for many letters.</summary>
public sealed class SigningInToTheMailServer(TestMailServer mail, TestGateway gateway)
    : IClassFixture<TestMailServer>,
        IClassFixture<TestGateway>,
        IAsyncLifetime
{
    private readonly FakeTimeProvider clock = FakeTimeProvider.At("2026-03-02T10:00+08:00");
    private TestDatabase database = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => database = await TestDatabase.CreateAsync();

    public async ValueTask DisposeAsync() => await database.DisposeAsync();

    [Fact]
    public async Task Many_letters_go_over_one_connection_also_when_some_are_turned_away()
    {
        for (var i = 0; i < 20; i++)
            await TellAsync($"one-{i}@mail.test");
        await TellAsync("busy-one@mail.test");
        await TellAsync("refused-one@mail.test");
        using var relay = Relay();
        await relay.RunAsync();
        await TellAsync("one-later@mail.test");
        await relay.RunAsync();

        string[] all = [.. Enumerable.Range(0, 20).Select(i => $"one-{i}@mail.test"), "one-later@mail.test"];
        all.Select(address => OutgoingMessage(address).Connection).Distinct().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_connection_that_the_server_ended_between_two_letters_is_made_anew_and_no_letter_is_tried_twice()
    {
        using var relay = Relay();
        string[] addresses = ["last-1@mail.test", "last-2@mail.test", "after@mail.test"];
        List<Guid> people = [];
        foreach (var address in addresses)
        {
            people.Add(await TellAsync(address));
            await relay.RunAsync();
        }
        foreach (var person in people)
            await ShouldBeAsync(person, "sent", null);
        addresses.Select(address => OutgoingMessage(address).Connection).Distinct().Count().ShouldBe(3);
    }

    [Fact]
    public async Task A_connection_is_given_up_when_there_is_nothing_to_send_for_a_while()
    {
        using var relay = Relay();
        await TellAsync("idle-1@mail.test");
        await relay.RunAsync();
        clock.Advance(TimeSpan.FromSeconds(29));
        await TellAsync("idle-2@mail.test");
        await relay.RunAsync();
        OutgoingMessage("idle-2@mail.test").Connection.ShouldBe(OutgoingMessage("idle-1@mail.test").Connection);
        clock.Advance(TimeSpan.FromSeconds(30));
        var connection = OutgoingMessage("idle-2@mail.test").Connection;
        await Eventually.ShouldComeAsync(() => Task.FromResult<bool?>(mail.Closed.Contains(connection)), "the connection's end");
        await TellAsync("idle-3@mail.test");
        await relay.RunAsync();
        OutgoingMessage("idle-3@mail.test").Connection.ShouldNotBe(OutgoingMessage("idle-1@mail.test").Connection);
    }

    [Theory]
    [InlineData("starttls")]
    [InlineData("implicit")]
    public async Task A_Worker_sends_encrypted_to_a_server_whose_certificate_it_trusts(string tls)
    {
        await TellAsync($"{tls}@mail.test");
        using var worker = WorkerProcess.Start(
            database.ConnectionString,
            ("SSL_CERT_FILE", mail.CertificateFile),
            ("Notifications__Smtp__Host", "127.0.0.1"),
            ("Notifications__Smtp__Port", $"{PortOf(tls)}"),
            ("Notifications__Smtp__Tls", tls),
            ("Notifications__Smtp__From", "card@talentcard.example")
        );
        await Eventually.ShouldComeAsync(() => Task.FromResult<bool?>(mail.To($"{tls}@mail.test").Count == 1), "the e-mail");
        OutgoingMessage($"{tls}@mail.test").Secure.ShouldBeTrue();
    }

    [Theory]
    [InlineData("starttls", "starttls", "network")]
    [InlineData("implicit", "implicit", "network")]
    [InlineData("starttls", "none", "busy")]
    public async Task Nothing_goes_to_a_server_that_is_not_trusted_or_does_not_encrypt(string tls, string port, string error)
    {
        var person = await TellAsync($"{tls}-{port}@mail.test");
        using var relay = Relay(("Tls", tls), ("Port", $"{PortOf(port)}"));
        await relay.RunAsync();
        await ShouldBeAsync(person, "waiting", error);
        mail.To($"{tls}-{port}@mail.test").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_password_signs_in_and_a_wrong_one_is_no_fault_of_the_letter()
    {
        var person = await TellAsync("password@mail.test");
        using (var wrong = Relay(("UserName", "card"), ("Password", "wrong")))
            await wrong.RunAsync();
        await ShouldBeAsync(person, "waiting", "busy");
        clock.Advance(TimeSpan.FromMinutes(1));
        using var right = Relay(("UserName", "card"), ("Password", "password"));
        await right.RunAsync();
        OutgoingMessage("password@mail.test").User.ShouldBe("card by PLAIN");
    }

    [Fact]
    public async Task A_token_signs_in_and_is_asked_for_again_shortly_before_it_expires_or_when_it_is_refused()
    {
        using var relay = Relay(
            ("UserName", "card@talentcard.example"),
            ("OAuth:TokenEndpoint", gateway.TokenEndpoint),
            ("OAuth:ClientId", "worker"),
            ("OAuth:ClientSecret", TestGateway.Secret)
        );
        async Task<string?> UserAsync(string address)
        {
            await TellAsync(address);
            await relay.RunAsync();
            return OutgoingMessage(address).User;
        }
        gateway.TokenWord = "stale";
        var person = await TellAsync("token-0@mail.test");
        await relay.RunAsync();
        await ShouldBeAsync(person, "waiting", "busy");

        gateway.TokenWord = "fresh";
        (await UserAsync("token-1@mail.test")).ShouldBe("card@talentcard.example by fresh-2");
        // A new connection each time, as all have been given up since.
        clock.Advance(TimeSpan.FromMinutes(57));
        (await UserAsync("token-2@mail.test")).ShouldBe("card@talentcard.example by fresh-2");
        clock.Advance(TimeSpan.FromMinutes(1));
        (await UserAsync("token-3@mail.test")).ShouldBe("card@talentcard.example by fresh-3");
        OutgoingMessage("token-2@mail.test").Connection.ShouldNotBe(OutgoingMessage("token-1@mail.test").Connection);
        OutgoingMessage("token-0@mail.test").User.ShouldBe("card@talentcard.example by fresh-2");
    }

    [Theory]
    [InlineData("Tls", "ssl")]
    [InlineData("From", "nobody")]
    [InlineData("OAuth:TokenEndpoint", "http://issuer.example/token")]
    [InlineData("OAuth:TokenEndpoint", "https://issuer.example/token")]
    public void What_is_set_wrongly_stops_the_Worker(string name, string value) =>
        Should.Throw<InvalidOperationException>(() => Relay((name, value))).Message.ShouldStartWith("Notifications:Smtp:");

    private int PortOf(string tls) =>
        tls switch
        {
            "starttls" => mail.StartTlsPort,
            "implicit" => mail.TlsPort,
            _ => mail.Port,
        };

    private ReceivedMail OutgoingMessage(string address) => mail.To(address).ShouldHaveSingleItem();

    private TrialRelay Relay(params (string Name, string Value)[] settings) =>
        new(database, clock, mail, gateway, [.. settings.Select(setting => ($"Smtp:{setting.Name}", setting.Value))]);

    private async Task<Guid> TellAsync(string address)
    {
        var person = await TestData.TalentAsync(database.DataSource, email: address);
        await TrialRelay.TellAsync(database, clock, "card_suspended", person, "card:1");
        return person;
    }

    private async Task ShouldBeAsync(Guid person, string state, string? error)
    {
        var delivery = (await TrialRelay.DeliveriesAsync(database, person)).Single(delivery => delivery.Channel == "email");
        (delivery.State, delivery.Error, delivery.Attempts).ShouldBe((state, error, 1));
    }
}
