package main

import (
	"errors"
	"net"
	"net/netip"
	"os"
	"strconv"
	"strings"
	"syscall"
)

// morePorts is how many ports after a taken one are tried.
const morePorts = 30

// listen takes an address. Where its port is taken and nobody asked for just this
// one, it takes the next that is free.
func (p *program) listen(addr string, asked bool) (net.Listener, error) {
	l, err := net.Listen("tcp", addr)
	if err == nil || !taken(err) {
		return l, explainListen(err, addr)
	}
	host, port, err := net.SplitHostPort(addr)
	if err != nil {
		return nil, err
	}
	first, err := strconv.Atoi(port)
	if err != nil {
		return nil, err
	}
	for n := first + 1; n <= min(first+morePorts, 1<<16-1); n++ {
		free := net.JoinHostPort(host, strconv.Itoa(n))
		l, err := net.Listen("tcp", free)
		if err != nil {
			continue
		}
		if asked {
			l.Close()
			return nil, usage("%[1]s 已被别的程序占用；%[2]s 空着，可写 --addr %[2]s", "%[1]s is taken by another program; %[2]s is free: --addr %[2]s", addr, free)
		}
		p.say("%[1]s 已被别的程序占用，改用 %[2]s", "%[1]s is taken by another program; using %[2]s", addr, free)
		return l, nil
	}
	return nil, usage("%[1]s 已被别的程序占用，后面 %[2]d 个端口也没有空的；用 --addr 换一个", "%[1]s is taken by another program, and so are the next %[2]d ports; choose another with --addr", addr, morePorts)
}

// taken says whether another program listens there. Windows has a number of its own.
func taken(err error) bool {
	return errors.Is(err, syscall.EADDRINUSE) || errors.Is(err, syscall.Errno(10048))
}

func explainListen(err error, addr string) error {
	var address *net.AddrError
	var name *net.DNSError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &address), errors.As(err, &name), errors.Is(err, syscall.EADDRNOTAVAIL):
		return usage("--addr 写的是 %q，应为本机的地址和端口，如 127.0.0.1:1414", "--addr is %q; want an address of this machine with a port, such as 127.0.0.1:1414", addr)
	case errors.Is(err, os.ErrPermission):
		return usage("没有权限监听 %s；1024 以下的端口一般不能用，用 --addr 换一个", "%s may not be listened on; ports below 1024 are usually reserved, choose another with --addr", addr)
	}
	return err
}

// names gives the hosts by which a listener may be called, that of its address
// first, and whether it hears all addresses of the machine.
func names(l net.Listener, addr string) (hosts []string, all bool) {
	at, _ := netip.ParseAddrPort(l.Addr().String())
	port := strconv.Itoa(int(at.Port()))
	given, _, _ := net.SplitHostPort(addr)
	own := []string{"127.0.0.1", "localhost", "::1"}
	if all = at.Addr().IsUnspecified(); !all {
		own = append([]string{strings.ToLower(given)}, own...)
	} else if machine, err := os.Hostname(); err == nil {
		own = append(own, strings.ToLower(machine))
	}
	for _, host := range own {
		hosts = append(hosts, net.JoinHostPort(host, port))
		if port == "80" {
			hosts = append(hosts, host) // browsers leave it out
		}
	}
	return hosts, all
}

// onlyHere says whether only this machine can reach a listener.
func onlyHere(l net.Listener) bool {
	at, err := netip.ParseAddrPort(l.Addr().String())
	return err == nil && at.Addr().IsLoopback()
}
