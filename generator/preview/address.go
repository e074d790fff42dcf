package preview

import (
	"html"
	"io/fs"
	"net"
	"net/http"
	"net/netip"
	"strings"
)

// ownFolder holds what is the preview's own. No file of a site lies in a folder
// whose name begins with a dot.
const ownFolder = "/.gongkai/"

// nameOf gives the file of a site that a path asks for; "" where there can be none.
// The path is decoded: what would lead out of the site is no valid name, in
// whatever spelling it came.
func nameOf(path string) string {
	name := strings.TrimPrefix(path, "/")
	if name == "" || strings.HasSuffix(name, "/") {
		name += "index.html"
	}
	if strings.ContainsAny(name, "\\\x00") || !fs.ValidPath(name) {
		return ""
	}
	return name
}

// known says whether a server may be called by a name. A page of another site can
// make its own name lead to this machine and would then read everything here.
func (s *Server) known(host string) bool {
	if s.hosts[strings.ToLower(host)] {
		return true
	}
	if !s.AnyIP {
		return false
	}
	name, _, err := net.SplitHostPort(host)
	if err != nil {
		name = strings.Trim(host, "[]")
	}
	_, err = netip.ParseAddr(name)
	return err == nil
}

func (s *Server) refuseHost(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(http.StatusForbidden)
	if r.Method == http.MethodHead {
		return
	}
	host := html.EscapeString(r.Host)
	address := ""
	if len(s.Hosts) > 0 {
		address = html.EscapeString("http://" + s.Hosts[0] + "/")
	}
	_, _ = w.Write([]byte(`<!DOCTYPE html><html lang="zh"><meta charset="utf-8"><title>403</title>` +
		`<p>预览不接受以 “` + host + `” 为主机名的访问（防止 DNS 重绑定）。请打开 <a href="` + address + `">` + address + `</a>；要用别的地址，启动时写 --addr。</p>` +
		`<p lang="en">The preview does not answer to the host “` + host + `” (DNS rebinding). Open <a href="` + address + `">` + address + `</a>, or name another address with --addr.</p>`))
}
