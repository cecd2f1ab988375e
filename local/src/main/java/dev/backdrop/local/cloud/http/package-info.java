/**
 * API Gateway's HTTP API over real HTTP, on the loopback interface, and the console's files beside it.
 *
 * <p>No authorisation is enforced here, neither IAM nor a JWT authorizer: whoever can reach the loopback interface may call
 * the API, as with the other servers of the local cloud. What is refused are requests that a browser would make for a page of
 * somebody else: {@link dev.backdrop.local.cloud.http.OriginPolicy}.
 */
package dev.backdrop.local.cloud.http;
