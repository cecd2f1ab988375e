package dev.backdrop.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/** Builds the HTTP client that does what it is told once, and nothing of its own accord. */
final class Connections {

    /** Shorter than what load balancers and NAT gateways allow, measured by the wall clock, so a thawed instance starts afresh. */
    private static final Timeout KEPT_IDLE = Timeout.ofSeconds(20);

    private static final TimeValue KEPT_IN_ALL = TimeValue.ofMinutes(2);

    /** The head of an answer, and what may follow a body in chunks: the client itself would take any amount into memory. */
    private static final Http1Config HEAD = Http1Config.custom()
            .setMaxLineLength(16 << 10)
            .setMaxHeaderCount(200)
            .build();

    private Connections() {}

    static CloseableHttpClient client(HostResolver resolver, HttpLimits limits, boolean keep) {
        HttpClientBuilder builder = HttpClientBuilder.create()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                                .http1Config(HEAD)
                                .build())
                        .setDnsResolver(new Resolver(resolver))
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(Timeout.of(limits.connect()))
                                .setSocketTimeout(Timeout.of(limits.silence()))
                                .setValidateAfterInactivity(TimeValue.ZERO_MILLISECONDS)
                                .setIdleTimeout(KEPT_IDLE)
                                .setTimeToLive(KEPT_IN_ALL)
                                .build())
                        .setDefaultTlsConfig(TlsConfig.custom()
                                .setHandshakeTimeout(Timeout.of(limits.connect()))
                                .build())
                        .setMaxConnPerRoute(64)
                        .setMaxConnTotal(128)
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setResponseTimeout(Timeout.of(limits.silence()))
                        .setRedirectsEnabled(false)
                        .setAuthenticationEnabled(false)
                        .setContentCompressionEnabled(false)
                        .setProtocolUpgradeEnabled(false)
                        .build())
                .setUserAgent("Backdrop/1.0")
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .addExecInterceptorAfter(ChainElement.CONNECT.name(), "departure", new Departure.Gate());
        if (!keep) {
            builder.setConnectionReuseStrategy((request, response, context) -> false);
        }
        return builder.build();
    }

    private static final class Resolver implements DnsResolver {

        private final HostResolver resolver;

        private Resolver(HostResolver resolver) {
            this.resolver = resolver;
        }

        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            return resolver.resolve(host).toArray(InetAddress[]::new);
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }
}
