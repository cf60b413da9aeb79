package io.portfolioplatform.test.proxy;

import java.io.Closeable;
import java.io.IOException;
import java.net.Socket;

/**
 * Ways to end a socket where its failure to end no longer matters.
 */
final class Sockets {

	private Sockets() {
	}

	static void reset(Socket socket) {
		try {
			// Linger zero makes close send RST instead of FIN.
			socket.setSoLinger(true, 0);
		}
		catch (IOException ex) {
			// Closed already.
		}
		close(socket);
	}

	static void close(Closeable socket) {
		try {
			socket.close();
		}
		catch (IOException ex) {
			// It is of no use any more either way.
		}
	}

}
