using System.Net;
using System.Net.Sockets;

namespace TalentCard.Bench.Failover;

/// <summary>
/// A TCP forwarder on 127.0.0.1 that can be cut: its connections stay, new ones are taken, and nothing goes through, as in a
/// network that drops every packet. Mended, it delivers what was held, as TCP would.
/// </summary>
internal sealed class Wire : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly int target;
    private volatile TaskCompletionSource whole = new();

    /// <summary>Starts forwarding.</summary>
    /// <param name="target">The port that it leads to.</param>
    public Wire(int target)
    {
        this.target = target;
        whole.SetResult();
        listener.Start();
        _ = AcceptAsync();
    }

    /// <summary>The port that leads through it.</summary>
    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public void Cut() => whole = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Mend() => whole.TrySetResult();

    public void Dispose()
    {
        Mend();
        listener.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = ForwardAsync(await listener.AcceptSocketAsync());
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // Disposed of.
        }
    }

    private async Task ForwardAsync(Socket near)
    {
        using var far = new Socket(SocketType.Stream, ProtocolType.Tcp);
        using (near)
            try
            {
                await whole.Task;
                await far.ConnectAsync(IPAddress.Loopback, target);
                near.NoDelay = far.NoDelay = true;
                await Task.WhenAny(PumpAsync(near, far), PumpAsync(far, near));
            }
            catch (SocketException)
            {
                // Nobody listens there, or one side reset it: the other side sees it end.
            }
    }

    private async Task PumpAsync(Socket from, Socket to)
    {
        var buffer = new byte[64 * 1024];
        int count;
        do
        {
            count = await from.ReceiveAsync(buffer);
            await whole.Task;
            await to.SendAsync(buffer.AsMemory(0, count));
        } while (count > 0);
    }
}
