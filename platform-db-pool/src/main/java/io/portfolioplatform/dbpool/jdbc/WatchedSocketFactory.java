package io.portfolioplatform.dbpool.jdbc;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

import javax.net.SocketFactory;

import org.jspecify.annotations.Nullable;

/**
 * Makes the sockets of the PostgreSQL driver, which creates this class by its name, and
 * remembers the last one of the thread that connects.
 */
public final class WatchedSocketFactory extends SocketFactory {

	private static final ThreadLocal<@Nullable WatchedSocket> LAST = new ThreadLocal<>();

	/**
	 * Return the socket that the calling thread made last, and forget it.
	 */
	static @Nullable WatchedSocket takeLast() {
		WatchedSocket last = LAST.get();
		LAST.remove();
		return last;
	}

	@Override
	public Socket createSocket() {
		WatchedSocket socket = new WatchedSocket();
		LAST.set(socket);
		return socket;
	}

	@Override
	public Socket createSocket(String host, int port) throws IOException {
		return connect(new InetSocketAddress(host, port), null);
	}

	@Override
	public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
		return connect(new InetSocketAddress(host, port), new InetSocketAddress(localHost, localPort));
	}

	@Override
	public Socket createSocket(InetAddress host, int port) throws IOException {
		return connect(new InetSocketAddress(host, port), null);
	}

	@Override
	public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort)
			throws IOException {
		return connect(new InetSocketAddress(address, port), new InetSocketAddress(localAddress, localPort));
	}

	private Socket connect(InetSocketAddress address, @Nullable InetSocketAddress local) throws IOException {
		Socket socket = createSocket();
		socket.bind(local);
		socket.connect(address);
		return socket;
	}

}
