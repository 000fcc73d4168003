# shellcheck shell=sh disable=SC2034,SC2154 # variables cross between this file and compare.sh
# The servers that tnwd is measured against, but for slapd.sh. Sourced by compare.sh, which gives: work, root, pki (the CA's folder),
# say, die. Every start_* sets a URL and a pid; all run with the certificates of the same CA and require one from the client.

# free_port: one that the kernel gave a moment ago.
free_port() {
    python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

need_nginx() {
    [ -n "${nginx_pid:-}" ] || start_nginx
}

start_nginx() {
    port=$(free_port)
    mkdir -p "$work/nginx/www" "$work/nginx/tmp"
    random_text >"$work/nginx/www/fragment.json"
    "$root/certs/tnw-pki" server "$pki" --name localhost --ip 127.0.0.1 --out "$work/nginx/server"
    cat >"$work/nginx/nginx.conf" <<EOF
daemon off;
worker_processes auto;
pid nginx.pid;
error_log error.log warn;
$([ "$(id -u)" -ne 0 ] || echo 'user root;')
events { worker_connections 4096; }
http {
    access_log off;
    client_body_temp_path tmp;
    proxy_temp_path tmp;
    fastcgi_temp_path tmp;
    uwsgi_temp_path tmp;
    scgi_temp_path tmp;
    default_type application/json;
    keepalive_requests 1000000000;
    open_file_cache max=100;
    server {
        listen 127.0.0.1:$port ssl;
        ssl_certificate server.pem;
        ssl_certificate_key server.key;
        ssl_protocols TLSv1.3;
        ssl_client_certificate $pki/ca.pem;
        ssl_crl $pki/crl.pem;
        ssl_verify_client on;
        root www;
    }
}
EOF
    nginx -p "$work/nginx/" -c nginx.conf >"$work/nginx/out.log" 2>&1 &
    nginx_pid=$!
    pids="$pids $nginx_pid"
    nginx_url=https://localhost:$port/fragment.json
    until_up $nginx_pid peer_curl "$nginx_url" || die "nginx does not start: $(tail -n 3 "$work/nginx/error.log")"
}

# etcd's gateway is a client of etcd itself with the server's certificate, so that needs both purposes.
etcd_certificate() {
    mkdir -p "$work/etcd"
    printf 'subjectAltName=DNS:localhost,IP:127.0.0.1\nextendedKeyUsage=serverAuth,clientAuth\n' >"$work/etcd/purposes"
    {
        openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=localhost \
            -keyout "$work/etcd/server.key" -out "$work/etcd/server.csr" &&
            openssl x509 -req -in "$work/etcd/server.csr" -CA "$pki/ca.pem" -CAkey "$pki/ca.key" -days 2 \
                -set_serial 0x7bec -extfile "$work/etcd/purposes" -out "$work/etcd/server.pem"
    } >"$work/etcd/openssl.log" 2>&1 || die "no certificate for etcd: $(tail -n 3 "$work/etcd/openssl.log")"
}

start_etcd() {
    port=$(free_port)
    peer=http://127.0.0.1:$(free_port)
    etcd_certificate
    etcd --name bench --data-dir "$work/etcd/data" --logger zap --log-level error \
        --listen-client-urls "https://127.0.0.1:$port" --advertise-client-urls "https://127.0.0.1:$port" \
        --listen-peer-urls "$peer" --initial-advertise-peer-urls "$peer" --initial-cluster "bench=$peer" \
        --cert-file "$work/etcd/server.pem" --key-file "$work/etcd/server.key" \
        --trusted-ca-file "$pki/ca.pem" --client-cert-auth >"$work/etcd/etcd.log" 2>&1 &
    etcd_pid=$!
    pids="$pids $etcd_pid"
    etcd_url=https://localhost:$port/v3/kv/put
    # 12 digits are base64 as they stand, so every {n} is another key.
    printf '{"key":"a2V5{n}","value":"%s"}' "$(random_text | base64 -w0)" >"$work/etcd/put.json"
    until_up $etcd_pid peer_curl "$etcd_url" -d '{"key":"a2V5","value":"MQ=="}' ||
        die "etcd does not start: $(tail -n 3 "$work/etcd/etcd.log")"
}

peer_curl() {
    curl -fsS --max-time 5 --cacert "$pki/ca.pem" --cert "$client.pem" --key "$client.key" "$@"
}
