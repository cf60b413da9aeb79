package io.portfolioplatform.redis.connection;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import org.redisson.client.DefaultNettyHook;
import org.redisson.client.RedisConnection;
import org.redisson.client.RedisPubSubConnection;

/**
 * Gives up connections that are cut while nobody uses them. Redisson would connect each
 * of them again, beside those that its pool opens meanwhile because it does not hand out
 * what is cut: up to twice as many as allowed, of which the pool needs half.
 */
final class CutConnections extends DefaultNettyHook {

	private static final Cut CUT = new Cut();

	/** Before Redisson's watchdog, which connects again what is not closed. */
	@Override
	public void afterChannelInitialization(Channel channel) {
		channel.pipeline().addFirst(CUT);
	}

	/**
	 * Subscriptions are not counted as use, and wait for their connection to come back.
	 */
	@Sharable
	private static final class Cut extends ChannelInboundHandlerAdapter {

		@Override
		public void channelInactive(ChannelHandlerContext context) {
			RedisConnection connection = RedisConnection.getFrom(context.channel());
			if (connection != null && connection.getUsage() == 0 && !connection.isClosed()
					&& !(connection instanceof RedisPubSubConnection)) {
				ChannelFuture unused = connection.closeAsync();
			}
			context.fireChannelInactive();
		}

	}

}
