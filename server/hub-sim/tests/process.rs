//! The program as a process: its ready line, its connections as they end on the wire, and how it stops.

use std::io::{BufRead, BufReader, ErrorKind, Read, Write};
use std::net::TcpStream;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::time::{Duration, Instant};

struct Sim {
    child: Child,
    stdin: Option<ChildStdin>,
    addr: String,
}

impl Sim {
    fn start(faults: &str) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_hub-sim"))
            .arg("--exit-with-stdin")
            .env("HUB_SIM_ADDR", "127.0.0.1:0")
            .env("HUB_SIM_FAULTS", faults)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let mut line = String::new();
        BufReader::new(child.stdout.take().expect("a pipe")).read_line(&mut line).expect("a line");
        let addr = line.trim().strip_prefix("hub-sim listening on http://").expect("the ready line").to_owned();
        let stdin = child.stdin.take();
        Self { child, stdin, addr }
    }

    /// Sends a GET and reads until the connection ends: what came, and how it ended.
    fn get(&self, path: &str, headers: &str) -> (String, Result<(), ErrorKind>) {
        let mut stream = TcpStream::connect(&self.addr).expect("a connection");
        stream.set_read_timeout(Some(Duration::from_secs(5))).expect("a timeout");
        write!(stream, "GET {path} HTTP/1.1\r\nhost: sim\r\nconnection: close\r\n{headers}\r\n").expect("sent");
        let mut bytes = Vec::new();
        let ended = stream.read_to_end(&mut bytes).map(drop).map_err(|e| e.kind());
        (String::from_utf8_lossy(&bytes).into_owned(), ended)
    }

    fn ends(&mut self) -> bool {
        let began = Instant::now();
        while began.elapsed() < Duration::from_secs(5) {
            if let Some(status) = self.child.try_wait().expect("a state") {
                return status.success();
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        false
    }
}

impl Drop for Sim {
    fn drop(&mut self) {
        // Fails only when it has ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

const DISCOVERY: &str = "/api/realms/main/.well-known/openid-configuration";

#[test]
fn connections_end_as_the_faults_say() {
    let sim = Sim::start("");
    let fault = |fault: &str| sim.get(DISCOVERY, &format!("x-sim-fault: {fault}\r\n"));
    let (whole, ended) = fault("slow=1");
    assert!(whole.starts_with("HTTP/1.1 200") && whole.contains(&format!("http://{}/api/realms/main", sim.addr)));
    assert_eq!(ended, Ok(()));
    let (half, ended) = fault("truncate:signin");
    assert!(half.starts_with("HTTP/1.1 200") && half.len() < whole.len(), "{half}");
    assert_eq!(ended, Ok(()));
    let (half, ended) = fault("reset:signin");
    assert!(half.len() < whole.len());
    assert_eq!(ended, Err(ErrorKind::ConnectionReset));
    assert_eq!(fault("down=signin"), (String::new(), Err(ErrorKind::ConnectionReset)));
}

#[test]
fn a_trickle_comes_byte_by_byte_and_promises_the_whole() {
    let sim = Sim::start("");
    let mut stream = TcpStream::connect(&sim.addr).expect("a connection");
    let fault = "x-sim-fault: trickle:signin\r\nconnection: close";
    write!(stream, "GET {DISCOVERY} HTTP/1.1\r\nhost: sim\r\n{fault}\r\n\r\n").expect("sent");
    let (mut head, mut byte) = (Vec::new(), [0; 1]);
    while !head.ends_with(b"\r\n\r\n") {
        stream.read_exact(&mut byte).expect("a header");
        head.push(byte[0]);
    }
    let head = String::from_utf8_lossy(&head).to_ascii_lowercase();
    let promised = head.lines().find_map(|line| line.strip_prefix("content-length: ")?.parse::<usize>().ok());
    assert!(promised.is_some_and(|promised| promised > 100), "{head}");
    // Ten bytes, 50 ms each: nine pauses between them, whatever else the machine is doing.
    let began = Instant::now();
    stream.read_exact(&mut [0; 10]).expect("ten bytes");
    assert!(began.elapsed() >= Duration::from_millis(400), "{:?}", began.elapsed());
}

#[test]
fn it_ends_with_its_standard_input() {
    let mut sim = Sim::start("down=signin");
    assert_eq!(sim.get(DISCOVERY, "").1, Err(ErrorKind::ConnectionReset));
    assert!(sim.get("/sim/stats", "").0.contains("\"signin\":1"));
    drop(sim.stdin.take());
    assert!(sim.ends());
}

#[test]
fn it_ends_on_sigterm_and_lets_a_running_answer_finish() {
    let mut sim = Sim::start("slow=400:signin");
    let (addr, pid) = (sim.addr.clone(), sim.child.id().to_string());
    let running = std::thread::spawn(move || {
        let mut stream = TcpStream::connect(addr).expect("a connection");
        write!(stream, "GET {DISCOVERY} HTTP/1.1\r\nhost: sim\r\n\r\n").expect("sent");
        let mut text = String::new();
        stream.read_to_string(&mut text).expect("an answer");
        text
    });
    std::thread::sleep(Duration::from_millis(150));
    assert!(Command::new("kill").args(["-TERM", &pid]).status().expect("kill").success());
    assert!(running.join().expect("an answer").starts_with("HTTP/1.1 200"));
    assert!(sim.ends());
}
