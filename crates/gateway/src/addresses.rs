//! Which addresses of the network are public. What a workspace types as an address must not reach the machines beside the
//! server unless its operator allows it.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Is this an address that anybody on the internet could reach? After the special-purpose registries of IANA (RFC 6890).
pub fn is_public(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => is_public_v4(ip),
        IpAddr::V6(ip) => is_public_v6(ip),
    }
}

fn is_public_v4(ip: Ipv4Addr) -> bool {
    let [a, b, c, _] = ip.octets();
    let special = ip.is_private()
        || ip.is_loopback()
        || ip.is_link_local()
        || ip.is_multicast()
        || ip.is_documentation();
    // This network, carrier-grade NAT, protocol assignments, benchmarks, reserved.
    let kept = a == 0
        || (a == 100 && (64..128).contains(&b))
        || (a == 192 && b == 0 && c == 0)
        || (a == 198 && (b == 18 || b == 19))
        || a >= 240;
    !special && !kept
}

fn is_public_v6(ip: Ipv6Addr) -> bool {
    if let Some(inner) = ip.to_ipv4_mapped() {
        return is_public_v4(inner);
    }
    // Global unicast is 2000::/3; of it, documentation and the tunnels that hide an address of version 4 are not taken.
    let [first, second, ..] = ip.segments();
    let global = (first & 0xe000) == 0x2000;
    let hidden = first == 0x2002 || (first == 0x2001 && (second < 0x0200 || second == 0x0db8));
    global && !hidden
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn machines_beside_the_server_are_not_public() {
        for near in [
            "127.0.0.1",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.10",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "224.0.0.1",
            "255.255.255.255",
            "198.18.0.1",
            "::1",
            "::",
            "fe80::1",
            "fd00::1",
            "::ffff:127.0.0.1",
            "2002:7f00:1::",
            "2001:db8::1",
        ] {
            assert!(!is_public(near.parse().unwrap()), "{near}");
        }
        for far in ["1.1.1.1", "203.162.4.190", "2606:4700::1111"] {
            assert!(is_public(far.parse().unwrap()), "{far}");
        }
    }
}
